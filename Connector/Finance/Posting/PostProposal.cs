using Finance.Callbacks;
using Finance.Ledger;
using Finance.Proposals;
using Finance.Rates;
using Finance.SetUp;
using Finance.Staging;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.Posting;

/// <summary>
/// Posts a proposal as a customer invoice or credit note: number, voucher, entries, subledgers, tax, write-back and callback in one transaction.
/// A proposal of nothing chargeable is closed as nothing to invoice. Posting again returns what was posted.
/// </summary>
internal sealed class PostProposal(FinanceDatabase database, CallbackOutbox outbox, TimeProvider clock)
{
    /// <exception cref="FinanceRefusal">The proposal is unknown, not ready, or cannot be posted on the date (PINV4201, 4205 to 4212).</exception>
    public async Task<InvoicePostingResult> PostAsync(string company, string proposal, InvoicePostingRequest request, CancellationToken cancellation)
    {
        await using var session = await database.BeginAsync(cancellation);
        await session.LockAsync("proposal", company, proposal, cancellation);
        var header = await session.Query<InvoiceProposal>().SingleOrDefaultAsync(header => header.DataAreaId == company && header.InvoiceProposalId == proposal, cancellation)
            ?? throw new FinanceRefusal("PINV4207", proposal, $"Company {company} has no such proposal. Correct the request.", StatusCodes.Status404NotFound);
        if (header.ProposalStatus == ProposalStatus.Open)
        {
            throw new FinanceRefusal("PINV4201", proposal, $"The proposal does not have all its lines. {header.WaitingReason ?? "The import has not run."} Run the import, then post again.", StatusCodes.Status409Conflict);
        }

        if (header.ProposalStatus == ProposalStatus.Ready)
        {
            var setUp = await SetUpStore.CatalogueAsync(session.Context, cancellation);
            header.PostedInvoiceDate = request.InvoiceDate ?? header.InvoiceDate ?? CompanyClock.Today(setUp.Company(header.DataAreaId)!, clock);
            await CloseAsync(session, setUp, header, cancellation);
            await session.CommitAsync(cancellation);
        }

        return new InvoicePostingResult(header.ProjInvoiceId, header.LedgerVoucher, header.PostedInvoiceDate, header.ProposalStatus.ToString());
    }

    private async Task CloseAsync(FinanceSession session, SetUpCatalogue setUp, InvoiceProposal header, CancellationToken cancellation)
    {
        var company = setUp.Company(header.DataAreaId)!;
        var date = header.PostedInvoiceDate!.Value;
        if (!FiscalCalendar.IsOpen(setUp, company.Id, date))
        {
            throw new FinanceRefusal("PINV4205", header.InvoiceProposalId, FiscalCalendar.Explain(setUp, company.Id, date), StatusCodes.Status409Conflict);
        }

        var lines = await session.Query<ProposalLine>()
            .Where(line => line.DataAreaId == header.DataAreaId && line.InvoiceProposalId == header.InvoiceProposalId).OrderBy(line => line.LineNumber).ToListAsync(cancellation);
        var written = lines.Count == 0
            ? await CloseWithoutInvoiceAsync(session, setUp, company, header, cancellation)
            : await PostInvoiceAsync(session, setUp, company, header, lines, cancellation);
        await ClaimAsync(session, header, cancellation);
        await outbox.AddAsync(session, InvoiceCallback.Of(setUp, header, written, "posted"), cancellation);
    }

    private static async Task<List<PostingCallbackLine>> CloseWithoutInvoiceAsync(FinanceSession session, SetUpCatalogue setUp, Company company, InvoiceProposal header, CancellationToken cancellation)
    {
        header.ProposalStatus = ProposalStatus.NothingToInvoice;
        header.LedgerVoucher = await VoucherAsync(session, setUp, company, header, cancellation);
        var faults = new List<Fault>();
        var rates = new RateTable(setUp).Find(company, header.ProjectContractId, header.SalesCurrency, header.PostedInvoiceDate!.Value, faults);
        Refuse(header, faults);
        return await NotChargedRows.WriteBackAsync(session, company.Id, header.InvoiceProposalId, header.LedgerVoucher, rates!.Accounting, cancellation);
    }

    private async Task<List<PostingCallbackLine>> PostInvoiceAsync(
        FinanceSession session, SetUpCatalogue setUp, Company company, InvoiceProposal header, List<ProposalLine> lines, CancellationToken cancellation)
    {
        var faults = new List<Fault>();
        var customer = Payer.Of(setUp, header, faults);
        var sources = await PostedSources.FindAsync(session, lines, cancellation);
        var priced = InvoicePricing.Price(setUp, company, header, lines, sources, faults);
        Refuse(header, faults);

        header.ProposalStatus = ProposalStatus.Posted;
        header.SumTax = Money.Normalise(priced.Taxes.Sum(tax => tax.TaxAmount));
        header.InvoiceAmount = Money.Normalise(lines.Sum(line => line.Amount) + header.SumTax);
        header.LedgerVoucher = await VoucherAsync(session, setUp, company, header, cancellation);
        header.ProjInvoiceId = (await NumberSequences.TakeAsync(session, setUp, company.Id, NumberReferences.CustomerInvoice, 1, header.InvoiceProposalId, cancellation))[0];

        var voucher = InvoiceVoucher.Build(setUp, header, priced, sources, out var customerBalance);
        await session.Rows.InsertAsync(voucher.Entries, cancellation);
        await WriteSubledgersAsync(session, setUp, company, header, customer!, priced, sources, customerBalance, cancellation);
        return await WriteBackAsync(session, header, priced, cancellation);
    }

    private static async Task<string> VoucherAsync(FinanceSession session, SetUpCatalogue setUp, Company company, InvoiceProposal header, CancellationToken cancellation)
    {
        var voucher = (await NumberSequences.TakeAsync(session, setUp, company.Id, NumberReferences.InvoiceVoucher, 1, header.InvoiceProposalId, cancellation))[0];
        var taken = await session.Rows.InsertAsync(
            [new LedgerVoucher { DataAreaId = company.Id, Voucher = voucher, AccountingDate = header.PostedInvoiceDate!.Value, InvoiceProposalId = header.InvoiceProposalId }], cancellation);
        return taken.Count == 0 ? voucher : throw NumberSequences.TakenBefore(company.Id, NumberReferences.InvoiceVoucher, voucher, header.InvoiceProposalId);
    }

    private async Task WriteSubledgersAsync(
        FinanceSession session, SetUpCatalogue setUp, Company company, InvoiceProposal header, Customer customer, PricedInvoice priced, PostedSources sources, BookedAmount customerBalance, CancellationToken cancellation)
    {
        var date = header.PostedInvoiceDate!.Value;
        var due = DueDate.Of(setUp, customer, date, CompanyClock.Today(company, clock));
        await session.Rows.InsertAsync(
            [
                new CustomerTransaction
                {
                    DataAreaId = company.Id,
                    Voucher = header.LedgerVoucher!,
                    CustomerAccount = customer.Account,
                    InvoiceId = header.ProjInvoiceId!,
                    TransactionDate = date,
                    DueDate = due,
                    CurrencyId = header.SalesCurrency,
                    Amount = customerBalance.Transaction,
                    AccountingAmount = customerBalance.Accounting,
                    ReportingAmount = customerBalance.Reporting,
                },
            ],
            cancellation);
        var taken = await session.Rows.InsertAsync(
            [
                new PostedInvoice
                {
                    DataAreaId = company.Id,
                    ProjInvoiceId = header.ProjInvoiceId!,
                    InvoiceProposalId = header.InvoiceProposalId,
                    DocumentType = header.InvoiceAmount < 0 ? "CreditNote" : "Invoice",
                    ProjectContractId = header.ProjectContractId,
                    CustomerAccount = customer.Account,
                    InvoiceDate = date,
                    DueDate = due,
                    CurrencyId = header.SalesCurrency,
                    ExchangeRate = priced.Lines[0].Rates.Accounting,
                    InvoiceAmount = header.InvoiceAmount,
                    SumTax = header.SumTax,
                    InvoiceAmountAccounting = customerBalance.Accounting,
                    LedgerVoucher = header.LedgerVoucher!,
                },
            ],
            cancellation);
        if (taken.Count > 0)
        {
            throw NumberSequences.TakenBefore(company.Id, NumberReferences.CustomerInvoice, header.ProjInvoiceId!, header.InvoiceProposalId);
        }

        foreach (var tax in priced.Taxes)
        {
            tax.Voucher = header.LedgerVoucher!;
        }

        await session.Rows.InsertAsync(priced.Taxes, cancellation);
        await session.Rows.InsertAsync(priced.Lines.Select(line => TransactionOf(header, line)), cancellation);
        var invoiced = sources.Unbilled.Select(row => new ProjectTransaction { ActualId = row.ActualId, InvoiceProposalId = header.InvoiceProposalId }).ToList();
        var claimed = await session.Rows.UpdateAsync(invoiced, [nameof(ProjectTransaction.InvoiceProposalId)], (nameof(ProjectTransaction.InvoiceProposalId), null), cancellation);
        if (claimed != invoiced.Count)
        {
            throw new FinanceRefusal("PINV4210", header.InvoiceProposalId, "A line bills unbilled sales that another invoice has billed. Correct one of the two invoices.", StatusCodes.Status409Conflict);
        }
    }

    private static async Task<List<PostingCallbackLine>> WriteBackAsync(FinanceSession session, InvoiceProposal header, PricedInvoice priced, CancellationToken cancellation)
    {
        var written = priced.Lines.Select(line => new PostingCallbackLine(line.Line.ActualsImportId, header.LedgerVoucher, line.Rates.Accounting, line.Amount.Accounting, line.Tax)).ToList();
        await session.Rows.UpdateAsync(
            written.Select(line => new ActualsImport
            {
                DataAreaId = header.DataAreaId,
                ActualsImportId = line.ActualsImportId,
                VoucherNumber = line.Voucher,
                ExchangeRate = line.ExchangeRate,
                AccountingAmount = line.AccountingAmount,
                SalesTaxAmount = line.TaxAmount,
                ImportStatus = ImportStatus.Posted,
            }),
            WrittenBack.Columns, null, cancellation);
        await session.Rows.UpdateAsync(priced.Lines.Select(line => line.Line), [nameof(ProposalLine.SalesTaxAmount)], null, cancellation);
        written.AddRange(await NotChargedRows.WriteBackAsync(session, header.DataAreaId, header.InvoiceProposalId, header.LedgerVoucher!, priced.Lines[0].Rates.Accounting, cancellation));
        return written;
    }

    private static ProjectTransaction TransactionOf(InvoiceProposal header, PricedLine priced)
    {
        var line = priced.Line;
        return new ProjectTransaction
        {
            DataAreaId = line.DataAreaId,
            ActualId = line.ActualId,
            ActualsImportId = line.ActualsImportId,
            Kind = ProjCDSTransType.BilledSales,
            TransactionType = line.TransactionType,
            ProjectId = line.ProjectId,
            ContractId = line.ContractId,
            TransactionDate = line.TransactionDate,
            AccountingDate = header.PostedInvoiceDate!.Value,
            Quantity = line.Quantity,
            Amount = priced.Amount.Transaction,
            CurrencyId = line.CurrencyId,
            ExchangeRate = priced.Rates.Accounting,
            AccountingAmount = priced.Amount.Accounting,
            ReportingRate = priced.Rates.Reporting,
            ReportingAmount = priced.Amount.Reporting,
            SalesTaxAmount = priced.Tax,
            LineProperty = line.LineProperty,
            ProfileId = line.ProfileId,
            SalesTaxGroup = line.SalesTaxGroup,
            ItemSalesTaxGroup = line.ItemSalesTaxGroup,
            Dimensions = line.Dimensions,
            Voucher = header.LedgerVoucher!,
            InvoiceProposalId = header.InvoiceProposalId,
        };
    }

    private static async Task ClaimAsync(FinanceSession session, InvoiceProposal header, CancellationToken cancellation)
    {
        string[] columns =
        [
            nameof(header.ProposalStatus), nameof(header.SumTax), nameof(header.InvoiceAmount), nameof(header.ProjInvoiceId), nameof(header.LedgerVoucher), nameof(header.PostedInvoiceDate),
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
            throw new FinanceRefusal(faults[0].Code, header.InvoiceProposalId, string.Join(' ', faults.Select(fault => fault.Text).Distinct()).Replace("run the import again", "post again", StringComparison.Ordinal), StatusCodes.Status409Conflict);
        }
    }
}
