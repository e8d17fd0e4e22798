using Finance.SetUp;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.Proposals;

/// <summary>Shows proposals before they are posted: for review, and as the document that posting would make. Nothing is changed.</summary>
internal sealed class ProposalReviews(FinanceDatabase database, TimeProvider clock)
{
    /// <exception cref="FinanceRefusal">There is no such proposal (PINV4207).</exception>
    public async Task<ProposalReview> ReviewAsync(string company, string proposal, CancellationToken cancellation)
    {
        await using var session = await database.BeginAsync(cancellation);
        var header = await FindAsync(session, company, proposal, cancellation);
        var setUp = await SetUpStore.CatalogueAsync(session.Context, cancellation);
        var posted = header.PostedInvoiceDate;
        var draft = new DraftInvoice(session, setUp, header, clock);
        if (header.ProposalStatus is ProposalStatus.Open or ProposalStatus.Ready)
        {
            await draft.PriceAsync(_ => { }, cancellation);
        }

        var lines = await session.Query<ProposalLine>().CountAsync(line => line.DataAreaId == header.DataAreaId && line.InvoiceProposalId == header.InvoiceProposalId, cancellation);
        return new ProposalReview(
            header.DataAreaId,
            header.InvoiceProposalId,
            header.ProposalStatus.ToString(),
            header.WaitingReason,
            header.ProjInvoiceId,
            header.ProjectContractId,
            draft.Customer?.Account,
            draft.Customer?.Name,
            posted ?? draft.InvoiceDate,
            posted is null ? draft.DueDate : header.DueDate,
            header.DueDateIsOverridden,
            draft.Customer is null ? header.TermsOfPayment : ProposalDueDate.TermsOf(header, draft.Customer),
            header.Dimensions,
            InvoiceLayout.Of(header),
            header.SalesCurrency,
            draft.Rates?.Accounting,
            draft.Rates?.Reporting,
            lines,
            Money.Normalise(header.InvoiceAmount - header.SumTax),
            header.SumTax,
            header.InvoiceAmount,
            draft.Content?.Taxes ?? [],
            posted is null ? [.. draft.Faults.Distinct().Select(fault => fault.At(header.InvoiceProposalId))] : []);
    }

    /// <exception cref="FinanceRefusal">The proposal is unknown (PINV4207), has no lines yet (PINV4201), is closed (PINV4220), or could not be posted (the code of what stands in the way).</exception>
    public async Task<ProForma> ProFormaAsync(string company, string proposal, CancellationToken cancellation)
    {
        await using var session = await database.BeginAsync(cancellation);
        var header = await FindAsync(session, company, proposal, cancellation);
        RequireReady(header);
        var setUp = await SetUpStore.CatalogueAsync(session.Context, cancellation);
        var draft = new DraftInvoice(session, setUp, header, clock);
        var lines = new LaidOutLines(InvoiceLayout.Of(header));
        await draft.PriceAsync(lines.Add, cancellation);
        return draft.Content is { } content
            ? new ProForma(content, lines.Sections())
            : throw new FinanceRefusal(draft.Faults[0].Code, proposal, string.Join(' ', draft.Faults.Select(fault => fault.Text).Distinct()), StatusCodes.Status409Conflict);
    }

    private static async Task<InvoiceProposal> FindAsync(FinanceSession session, string company, string proposal, CancellationToken cancellation)
    {
        await session.LockAsync("proposal", company, proposal, cancellation);
        return await session.Query<InvoiceProposal>().SingleOrDefaultAsync(header => header.DataAreaId == company && header.InvoiceProposalId == proposal, cancellation)
            ?? throw new FinanceRefusal("PINV4207", proposal, $"Company {company} has no such proposal. Correct the request.", StatusCodes.Status404NotFound);
    }

    private static void RequireReady(InvoiceProposal header)
    {
        if (header.ProposalStatus == ProposalStatus.Open)
        {
            throw new FinanceRefusal("PINV4201", header.InvoiceProposalId, $"The proposal does not have all its lines. {header.WaitingReason ?? "The import has not run."} Run the import, then look again.", StatusCodes.Status409Conflict);
        }

        if (header.ProposalStatus != ProposalStatus.Ready || header.BillableSalesActualCount == 0)
        {
            throw new FinanceRefusal(
                "PINV4220",
                header.InvoiceProposalId,
                header.ProjInvoiceId is { } number ? $"The proposal is posted as invoice {number}. Read that document instead." : "The proposal has nothing to invoice, and there is no document of it.",
                StatusCodes.Status409Conflict);
        }
    }
}
