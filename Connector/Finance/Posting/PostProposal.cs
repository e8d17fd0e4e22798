using Microsoft.EntityFrameworkCore;
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
    /// <exception cref="FinanceRefusal">The proposal is unknown, not ready, or cannot be posted on the date (PINV4201, 4205 to 4213, 4230, 4231,
    /// 4256).</exception>
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
            ?? throw new FinanceRefusal("PINV4207", proposal, $"Company {company} has no such proposal. Correct the request.", StatusCodes.Status404NotFound);
        step.Correlate(header.CorrelationId);
        if (header.ProposalStatus == ProposalStatus.Open)
        {
            throw new FinanceRefusal(
                "PINV4201",
                proposal,
                $"The proposal does not have all its lines. {header.WaitingReason ?? "The import has not run."} Run the import, then post again.",
                StatusCodes.Status409Conflict
            );
        }

        var posted = header.ProposalStatus == ProposalStatus.Ready;
        if (posted)
        {
            var setUp = await HeldSetup.OfAsync(session, cancellation);
            header.PostedInvoiceDate = request.InvoiceDate ?? ProposalDates.OfInvoice(header, CompanyClock.Today(setUp.Company(header.DataAreaId)!, clock));
            header.PostedAccountingDate = ProposalDates.OfAccounting(header, header.PostedInvoiceDate.Value);
            await CloseAsync(
                session,
                setUp,
                header,
                string.IsNullOrWhiteSpace(request.CustomerInvoiceNumber) ? null : request.CustomerInvoiceNumber,
                cancellation
            );
            await session.CommitAsync(cancellation);
        }

        step.Done(posted ? 1 : 0);
        return new InvoicePostingResult(header.ProjInvoiceId, header.LedgerVoucher, header.PostedInvoiceDate, header.ProposalStatus.ToString());
    }

    private async Task CloseAsync(FinanceSession session, SetupCatalog setUp, InvoiceProposal header, string? number, CancellationToken cancellation)
    {
        var company = setUp.Company(header.DataAreaId)!;
        if (ClosedPeriod.Fault(setUp, header) is { } closed)
        {
            throw new FinanceRefusal(closed.Code, header.InvoiceProposalId, closed.Cause, StatusCodes.Status409Conflict);
        }

        var count = await session
            .Query<ProposalLine>()
            .CountAsync(line => line.DataAreaId == header.DataAreaId && line.InvoiceProposalId == header.InvoiceProposalId, cancellation);
        if (count != header.BillableSalesActualCount)
        {
            throw new FinanceRefusal(
                "PINV4201",
                header.InvoiceProposalId,
                $"The proposal has {count} of its {header.BillableSalesActualCount} lines. Delete all lines, run the import, then post again.",
                StatusCodes.Status409Conflict
            );
        }

        var written =
            count == 0
                ? await CloseWithoutInvoiceAsync(session, setUp, company, header, cancellation)
                : await PostInvoiceAsync(session, setUp, company, header, number, cancellation);
        await ClaimAsync(session, header, cancellation);
        await OnAccountTransactions.InvoiceAsync(session, header, cancellation);
        await outbox.AddAsync(session, InvoiceCallback.Of(setUp, header, written, "posted"), cancellation);
    }

    private static async Task<List<PostingCallbackLine>> CloseWithoutInvoiceAsync(
        FinanceSession session,
        SetupCatalog setUp,
        Company company,
        InvoiceProposal header,
        CancellationToken cancellation
    )
    {
        header.ProposalStatus = ProposalStatus.NothingToInvoice;
        header.LedgerVoucher = await VoucherAsync(session, setUp, company, header, cancellation);
        var faults = new List<Fault>();
        var rates = new RateTable(setUp).Find(company, header.ProjectContractId, header.SalesCurrency, header.PostedAccountingDate!.Value, faults);
        Refuse(header, faults);
        return await NotChargedRows.WriteBackAsync(session, company.Id, header.InvoiceProposalId, header.LedgerVoucher, rates!.Accounting, cancellation);
    }

    private async Task<List<PostingCallbackLine>> PostInvoiceAsync(
        FinanceSession session,
        SetupCatalog setUp,
        Company company,
        InvoiceProposal header,
        string? number,
        CancellationToken cancellation
    )
    {
        var faults = new List<Fault>();
        var customer = Payer.Of(setUp, header, faults);
        faults.AddRange(await TakenBackLines.FaultsAsync(session.Context, header, cancellation));
        var credited = await CreditedInvoice.LockAsync(session, header, cancellation);
        var shares = await RetainerShares.LockAsync(session, setUp, header, cancellation);
        var pricing = new InvoicePricing(setUp, new CompanyBooks(setUp, company), header, shares, faults);
        await foreach (var page in InvoicePages.ReadAsync(session.Context, header, cancellation))
        {
            pricing.Check(page);
        }

        await NumberSequences.HoldAsync(session, company.Id, NumberReferences.CustomerInvoice, cancellation);
        await InvoiceNumber.RequireLostAsync(session.Context, setUp, header, number, cancellation);
        if (await NumbersInOrder.FaultAsync(session.Context, setUp, header, number, cancellation) is { } disorder)
        {
            faults.Add(disorder);
        }

        Refuse(header, faults);
        pricing.Close();
        header.ProposalStatus = ProposalStatus.Posted;
        header.LedgerVoucher = await VoucherAsync(session, setUp, company, header, cancellation);
        header.ProjInvoiceId =
            number
            ?? (await NumberSequences.TakeAsync(session, setUp, company.Id, NumberReferences.CustomerInvoice, 1, header.InvoiceProposalId, cancellation))[0];

        var voucher = new InvoiceVoucher(setUp, header, pricing.Books, credited);
        var writer = new InvoiceWriter(session, header, voucher);
        await foreach (var page in InvoicePages.ReadAsync(session.Context, header, cancellation))
        {
            await writer.WriteAsync(page.Lines.Select(line => pricing.Price(line, page)), cancellation);
        }

        var today = CompanyClock.Today(company, clock);
        var due = ProposalDueDate.Of(setUp, header, customer!, header.PostedInvoiceDate!.Value, today);
        header.DueDateIsOverridden &= header.PostedInvoiceDate == ProposalDates.OfInvoice(header, today);
        header.DueDate = due;
        await writer.CloseAsync(setUp, company, customer!, due, ProposalDueDate.TermsOf(header, customer!), pricing.Rates!, cancellation);
        writer.Written.AddRange(
            await NotChargedRows.WriteBackAsync(
                session,
                header.DataAreaId,
                header.InvoiceProposalId,
                header.LedgerVoucher,
                pricing.Rates!.Accounting,
                cancellation
            )
        );
        return writer.Written;
    }

    private static async Task<string> VoucherAsync(
        FinanceSession session,
        SetupCatalog setUp,
        Company company,
        InvoiceProposal header,
        CancellationToken cancellation
    )
    {
        var voucher = (await NumberSequences.TakeAsync(session, setUp, company.Id, NumberReferences.InvoiceVoucher, 1, header.InvoiceProposalId, cancellation))[
            0
        ];
        var taken = await session.Rows.InsertAsync(
            [
                new LedgerVoucher
                {
                    DataAreaId = company.Id,
                    Voucher = voucher,
                    AccountingDate = header.PostedAccountingDate!.Value,
                    InvoiceProposalId = header.InvoiceProposalId,
                },
            ],
            cancellation
        );
        return taken.Count == 0 ? voucher : throw NumberSequences.TakenBefore(company.Id, NumberReferences.InvoiceVoucher, voucher, header.InvoiceProposalId);
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

    private static void Refuse(InvoiceProposal header, List<Fault> faults)
    {
        if (faults.Count > 0)
        {
            throw new FinanceRefusal(
                faults[0].Code,
                header.InvoiceProposalId,
                string.Join(' ', faults.Select(fault => fault.Text("post again")).Distinct()),
                StatusCodes.Status409Conflict
            );
        }
    }
}
