using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Documents;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Review;

/// <summary>
/// Shows proposals before they are posted: for review, and as the document that posting would make. Nothing is changed, and nobody who writes has to wait.
/// </summary>
internal sealed class ProposalReviews(FinanceDatabase database, TimeProvider clock)
{
    /// <exception cref="FinanceRefusal">There is no such proposal (<see cref="ProposalErrors.UnknownProposal"/>).</exception>
    public async Task<ProposalReview> ReviewAsync(string company, string proposal, CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        var header = await FindAsync(context, company, proposal, cancellation);
        var setUp = await SetupStore.CatalogAsync(context, cancellation);
        var (posted, accounted) = (header.PostedInvoiceDate, header.PostedAccountingDate);
        var draft = new DraftInvoice(context, setUp, header, clock);
        var document = header.ProjInvoiceId is { } number ? await InvoiceDocuments.ContentAsync(context, company, number, cancellation) : null;
        if (header.ProposalStatus is ProposalStatus.Open or ProposalStatus.Ready)
        {
            await draft.PriceAsync(_ => { }, cancellation);
        }

        var lines = await context
            .Set<ProposalLine>()
            .CountAsync(line => line.DataAreaId == header.DataAreaId && line.InvoiceProposalId == header.InvoiceProposalId, cancellation);
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
            accounted ?? posted ?? draft.AccountingDate,
            posted is null ? draft.DueDate : header.DueDate,
            header.DueDateIsOverridden,
            draft.Customer is null ? header.TermsOfPayment : ProposalDueDate.TermsOf(header, draft.Customer),
            header.Dimensions,
            InvoiceLayout.Of(header),
            header.SalesCurrency,
            document?.ExchangeRate ?? draft.Rates?.Accounting,
            draft.Rates?.Reporting,
            lines,
            Money.Normalize(header.InvoiceAmount - header.SumTax),
            header.SumTax,
            header.InvoiceAmount,
            (document ?? draft.Content)?.Taxes ?? [],
            posted is null ? [.. draft.Faults.Distinct().Select(fault => FinanceMessage.Of(fault.At(header.InvoiceProposalId, "post the proposal")))] : []
        );
    }

    /// <exception cref="FinanceRefusal">The proposal is unknown, has no lines yet (<see cref="ProposalErrors.NotReady"/>), is closed, or could not be posted
    /// (the error of what stands in the way).</exception>
    public async Task<ProForma> ProFormaAsync(string company, string proposal, CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        var header = await FindAsync(context, company, proposal, cancellation);
        RequireReady(header);
        var setUp = await SetupStore.CatalogAsync(context, cancellation);
        var draft = new DraftInvoice(context, setUp, header, clock);
        var lines = new LaidOutLines(InvoiceLayout.Of(header));
        await draft.PriceAsync(line => lines.Add(InvoiceLine.Of(line.Line, line.Taxed.Taxes)), cancellation);
        return draft.Content is { } content
            ? new ProForma(content, lines.Sections())
            : throw new FinanceRefusal(draft.Faults.Select(fault => fault.At(proposal, "look again")).Together(), StatusCodes.Status409Conflict);
    }

    private static async Task<InvoiceProposal> FindAsync(FinanceContext context, string company, string proposal, CancellationToken cancellation) =>
        await context.Set<InvoiceProposal>().SingleOrDefaultAsync(header => header.DataAreaId == company && header.InvoiceProposalId == proposal, cancellation)
        ?? throw ProposalErrors.UnknownProposal.Refusal(proposal, company);

    private static void RequireReady(InvoiceProposal header)
    {
        if (header.ProposalStatus == ProposalStatus.Open)
        {
            throw UnfinishedProposal.Refusal(header, "look again");
        }

        if (header.ProposalStatus != ProposalStatus.Ready || header.BillableSalesActualCount == 0)
        {
            throw header.ProjInvoiceId is { } number
                ? ReviewErrors.Posted.Refusal(header.InvoiceProposalId, number)
                : ReviewErrors.NothingToInvoice.Refusal(header.InvoiceProposalId);
        }
    }
}
