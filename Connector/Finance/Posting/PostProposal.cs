using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Documents;
using ProjectInvoice.Finance.Identity;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Proposals.Retainers;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Telemetry;
using ProjectInvoice.Finance.WriteBack;

namespace ProjectInvoice.Finance.Posting;

/// <summary>
/// Posts a proposal as a customer invoice or credit note: number, voucher, entries, subledgers, tax, write-back and callback in one transaction.
/// A proposal of nothing chargeable is closed as nothing to invoice. Posting again returns what was posted.
/// </summary>
internal sealed class PostProposal(FinanceDatabase database, IPostingOutbox outbox, PostingGate gate, TimeProvider clock)
{
    /// <exception cref="FinanceRefusal">The proposal is unknown, not ready, or cannot be posted on the date.</exception>
    public async Task<InvoicePostingResult> PostAsync(string company, string proposal, InvoicePostingRequest request, CancellationToken cancellation)
    {
        using var step = FinanceTelemetry.Start("Post proposal", proposal);
        ProductDate.RequireDay(request.InvoiceDate, proposal, "invoiceDate");
        await gate.RequireOpenAsync(cancellation);
        await using var session = await database.BeginAsync(cancellation);
        await session.LockAsync("proposal", company, proposal, cancellation);
        var header =
            await session
                .Query<InvoiceProposal>()
                .SingleOrDefaultAsync(header => header.DataAreaId == company && header.InvoiceProposalId == proposal, cancellation)
            ?? throw ProposalErrors.UnknownProposal.Refusal(proposal, company);
        step.Correlate(header.CorrelationId);
        if (header.ProposalStatus == ProposalStatus.Open)
        {
            throw UnfinishedProposal.Refusal(header, "post again");
        }

        var posted = header.ProposalStatus == ProposalStatus.Ready;
        if (posted)
        {
            var setUp = await HeldSetup.OfAsync(session, cancellation);
            await CloseAsync(
                session,
                setUp,
                ReadyInvoice.On(setUp, header, request.InvoiceDate, clock),
                string.IsNullOrWhiteSpace(request.CustomerInvoiceNumber) ? null : request.CustomerInvoiceNumber,
                cancellation
            );
            await session.CommitAsync(cancellation);
        }

        step.Done(posted ? 1 : 0);
        return new InvoicePostingResult(header.ProjInvoiceId, header.LedgerVoucher, header.PostedInvoiceDate, header.ProposalStatus.ToString());
    }

    private async Task CloseAsync(FinanceSession session, SetupCatalog setUp, ReadyInvoice ready, string? number, CancellationToken cancellation)
    {
        var header = ready.Header;
        if (ClosedPeriod.Fault(setUp, ready) is { } closed)
        {
            throw new FinanceRefusal(closed.At(header.InvoiceProposalId, "post again"));
        }

        var count = await session
            .Query<ProposalLine>()
            .CountAsync(line => line.DataAreaId == header.DataAreaId && line.InvoiceProposalId == header.InvoiceProposalId, cancellation);
        if (count != header.BillableSalesActualCount)
        {
            throw PostingErrors.LinesMissing.Refusal(header.InvoiceProposalId, count, header.BillableSalesActualCount);
        }

        var written =
            count == 0
                ? await CloseWithoutInvoiceAsync(session, setUp, ready, cancellation)
                : await PostInvoiceAsync(session, setUp, ready, number, cancellation);
        await ClaimAsync(session, header, cancellation);
        await OnAccountTransactions.InvoiceAsync(session, header, cancellation);
        await outbox.AddAsync(session, InvoiceCallback.Of(setUp, header, written, "posted"), cancellation);
    }

    private static async Task<List<PostingCallbackLine>> CloseWithoutInvoiceAsync(
        FinanceSession session,
        SetupCatalog setUp,
        ReadyInvoice ready,
        CancellationToken cancellation
    )
    {
        var header = ready.Header;
        var voucher = await VoucherAsync(session, setUp, ready, cancellation);
        var faults = new List<Fault>();
        var rates = new RateTable(setUp).Find(ready.Company, header.ProjectContractId, header.SalesCurrency, ready.AccountingDate, faults);
        if (faults.Count > 0 || rates is null)
        {
            throw Refusal(header, faults);
        }

        header.ProposalStatus = ProposalStatus.NothingToInvoice;
        header.LedgerVoucher = voucher;
        (header.PostedInvoiceDate, header.PostedAccountingDate) = (ready.InvoiceDate, ready.AccountingDate);
        return await NotChargedRows.WriteBackAsync(session, ready.Company.Id, header.InvoiceProposalId, voucher, rates.Accounting, cancellation);
    }

    private async Task<List<PostingCallbackLine>> PostInvoiceAsync(
        FinanceSession session,
        SetupCatalog setUp,
        ReadyInvoice ready,
        string? number,
        CancellationToken cancellation
    )
    {
        var header = ready.Header;
        var faults = new List<Fault>();
        var customer = Payer.Of(setUp, header, faults);
        faults.AddRange(await TakenBackLines.FaultsAsync(session.Context, header, cancellation));
        var credited = await CreditedInvoice.LockAsync(session, header, cancellation);
        var shares = await RetainerShares.LockAsync(session, setUp, header, cancellation);
        var pricing = await InvoicePricing.CheckAsync(session.Context, setUp, ready, shares, faults, cancellation);
        await NumberSequences.HoldAsync(session, ready.Company.Id, NumberReferences.CustomerInvoice, cancellation);
        await InvoiceNumber.RequireLostAsync(session.Context, setUp, header, number, cancellation);
        if (await NumbersInOrder.FaultAsync(session.Context, setUp, ready, number, cancellation) is { } disorder)
        {
            faults.Add(disorder);
        }

        var priced = pricing.Close(customer) ?? throw Refusal(header, faults);
        var invoice = await NumberAsync(session, setUp, priced, number, cancellation);
        var writer = new InvoiceWriter(session, invoice, new InvoiceVoucher(setUp, invoice, credited));
        await foreach (var page in InvoicePages.ReadAsync(session.Context, header, cancellation))
        {
            await writer.WriteAsync(page.Lines.Select(line => invoice.Price(line, page)), cancellation);
        }

        var today = CompanyClock.Today(ready.Company, clock);
        var posted = await writer.CloseAsync(setUp, invoice.DueOn(setUp, today), cancellation);
        TakeOver(ready, posted, today);
        writer.Written.AddRange(
            await NotChargedRows.WriteBackAsync(session, header.DataAreaId, header.InvoiceProposalId, invoice.Voucher, invoice.Rates.Accounting, cancellation)
        );
        return writer.Written;
    }

    private static void TakeOver(ReadyInvoice ready, PostedInvoice posted, DateOnly today)
    {
        var header = ready.Header;
        header.ProposalStatus = ProposalStatus.Posted;
        (header.ProjInvoiceId, header.LedgerVoucher) = (posted.ProjInvoiceId, posted.LedgerVoucher);
        (header.PostedInvoiceDate, header.PostedAccountingDate) = (posted.InvoiceDate, ready.AccountingDate);
        (header.InvoiceAmount, header.SumTax) = (posted.InvoiceAmount, posted.SumTax);
        header.DueDateIsOverridden &= posted.InvoiceDate == ProposalDates.OfInvoice(header, today);
        header.DueDate = posted.DueDate;
    }

    private static async Task<NumberedInvoice> NumberAsync(
        FinanceSession session,
        SetupCatalog setUp,
        PricedInvoice priced,
        string? number,
        CancellationToken cancellation
    )
    {
        var ready = priced.Ready;
        var voucher = await VoucherAsync(session, setUp, ready, cancellation);
        return new NumberedInvoice(priced, voucher, number ?? await TakeAsync(session, setUp, ready, NumberReferences.CustomerInvoice, cancellation));
    }

    private static async Task<string> VoucherAsync(FinanceSession session, SetupCatalog setUp, ReadyInvoice ready, CancellationToken cancellation)
    {
        var voucher = await TakeAsync(session, setUp, ready, NumberReferences.InvoiceVoucher, cancellation);
        var record = ready.Header.InvoiceProposalId;
        var taken = await session.Rows.InsertAsync(
            [
                new LedgerVoucher
                {
                    DataAreaId = ready.Company.Id,
                    Voucher = voucher,
                    AccountingDate = ready.AccountingDate,
                    InvoiceProposalId = record,
                },
            ],
            cancellation
        );
        return taken.Count == 0 ? voucher : throw NumberSequences.TakenBefore(ready.Company.Id, NumberReferences.InvoiceVoucher, voucher, record);
    }

    private static async Task<string> TakeAsync(
        FinanceSession session,
        SetupCatalog setUp,
        ReadyInvoice ready,
        string reference,
        CancellationToken cancellation
    )
    {
        var taken = await NumberSequences.TakeAsync(session, setUp, ready.Company.Id, reference, 1, ready.Header.InvoiceProposalId, cancellation);
        return taken[0];
    }

    private static async Task ClaimAsync(FinanceSession session, InvoiceProposal header, CancellationToken cancellation)
    {
        string[] columns =
        [
            nameof(header.ProposalStatus),
            nameof(header.SumTax),
            nameof(header.InvoiceAmount),
            nameof(header.ProjInvoiceId),
            nameof(header.LedgerVoucher),
            nameof(header.PostedInvoiceDate),
            nameof(header.PostedAccountingDate),
            nameof(header.DueDate),
            nameof(header.DueDateIsOverridden),
        ];
        if (await session.Rows.UpdateAsync([header], columns, (nameof(header.ProposalStatus), ProposalStatus.Ready), cancellation) != 1)
        {
            throw new DbUpdateConcurrencyException($"Proposal {header.InvoiceProposalId} is being posted by another request; it is left to that.");
        }
    }

    private static FinanceRefusal Refusal(InvoiceProposal header, List<Fault> faults) =>
        new(faults.Select(fault => fault.At(header.InvoiceProposalId, "post again")).Together(), StatusCodes.Status409Conflict);
}
