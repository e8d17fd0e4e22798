using ProjectInvoice.Finance.Documents;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.WriteBack;

namespace ProjectInvoice.Finance.Posting;

/// <summary>
/// Writes an invoice page by page: entries, subledgers, taxes and the rows that are written back; then what belongs to the invoice as a whole.
/// </summary>
internal sealed class InvoiceWriter(FinanceSession session, NumberedInvoice invoice, InvoiceVoucher voucher)
{
    private static readonly string[] LineColumns = [nameof(ProposalLine.SalesTaxAmount), nameof(ProposalLine.NetAmount)];
    private static readonly string[] Claimed = [nameof(ProjectTransaction.InvoiceProposalId)];

    private readonly InvoiceProposal header = invoice.Header;
    private readonly InvoiceSummary summary = new();
    private decimal net;
    private decimal tax;

    /// <summary>What the actuals of the invoice got so far.</summary>
    public List<PostingCallbackLine> Written { get; } = [];

    public async Task WriteAsync(IEnumerable<PricedLine> page, CancellationToken cancellation)
    {
        var lines = page.ToList();
        lines.ForEach(voucher.Add);
        lines.ForEach(summary.Add);
        net += lines.Sum(line => line.Amount.Transaction);
        tax += lines.Sum(line => line.Tax);
        await session.Rows.InsertAsync(voucher.Take(), cancellation);
        await session.Rows.InsertAsync(lines.SelectMany(line => line.Taxed.Taxes), cancellation);
        await session.Rows.InsertAsync(lines.Select(TransactionOf), cancellation);
        await ClaimUnbilledAsync(lines, cancellation);
        await session.Rows.UpdateAsync(lines.Select(line => line.Line), LineColumns, null, cancellation);
        var written = lines.ConvertAll(line => new PostingCallbackLine(
            line.Line.ActualsImportId,
            invoice.Voucher,
            line.BookedRate,
            line.Amount.Accounting,
            line.Tax,
            line.AccountingTax
        ));
        await session.Rows.UpdateAsync(written.Select(StagedRowOf), WrittenBack.Columns, null, cancellation);
        Written.AddRange(written);
    }

    /// <summary>Closes voucher and subledger.</summary>
    /// <returns>What is posted now.</returns>
    public async Task<PostedInvoice> CloseAsync(SetupCatalog setUp, DateOnly due, CancellationToken cancellation)
    {
        var parts = voucher.Close();
        await session.Rows.InsertAsync(voucher.Take(), cancellation);
        await session.Rows.InsertAsync([CustomerTransactionOf(due, parts)], cancellation);
        await session.Rows.InsertAsync(parts, cancellation);
        var posted = InvoiceOf(setUp, due, parts);
        var taken = await session.Rows.InsertAsync([posted], cancellation);
        if (taken.Count > 0)
        {
            throw NumberSequences.TakenBefore(invoice.Company.Id, NumberReferences.CustomerInvoice, invoice.Number, header.InvoiceProposalId);
        }

        var document = summary.Document(setUp, posted, header, invoice.Customer, invoice.TermsOfPayment, voucher.Credited);
        await session.Rows.InsertAsync([document], cancellation);
        return posted;
    }

    private PostedInvoice InvoiceOf(SetupCatalog setUp, DateOnly due, IReadOnlyList<CustomerBalance> parts) =>
        new()
        {
            DataAreaId = invoice.Company.Id,
            ProjInvoiceId = invoice.Number,
            InvoiceProposalId = header.InvoiceProposalId,
            DocumentType = net + tax < 0 ? "CreditNote" : "Invoice",
            ProjectContractId = header.ProjectContractId,
            CustomerAccount = invoice.Customer.Account,
            InvoiceDate = invoice.InvoiceDate,
            DueDate = due,
            CurrencyId = header.SalesCurrency,
            ExchangeRate = invoice.Rates.Accounting,
            InvoiceAmount = Money.Normalize(net + tax),
            SumTax = Money.Normalize(tax),
            InvoiceAmountAccounting = Money.Normalize(parts.Sum(part => part.AccountingAmount)),
            LedgerVoucher = invoice.Voucher,
            CustomerBalanceAccount = voucher.CustomerBalanceAccount ?? string.Empty,
            PennyDifferenceAccount = setUp.Account(invoice.Company.Id, PostingTypes.PennyDifference),
            ExchangeDifferenceAccount = voucher.ExchangeDifference?.Account,
            ExchangeDifferenceDimensions = voucher.ExchangeDifference?.Dimensions ?? string.Empty,
            Dimensions = header.Dimensions,
        };

    private async Task ClaimUnbilledAsync(List<PricedLine> lines, CancellationToken cancellation)
    {
        var invoiced = lines
            .Where(line => line.Unbilled is not null)
            .Select(line => new ProjectTransaction { ActualId = line.Unbilled!.ActualId, InvoiceProposalId = header.InvoiceProposalId })
            .ToList();
        if (await session.Rows.UpdateAsync(invoiced, Claimed, (nameof(ProjectTransaction.InvoiceProposalId), null), cancellation) != invoiced.Count)
        {
            throw PostingErrors.BilledTwice.Refusal(header.InvoiceProposalId);
        }
    }

    private CustomerTransaction CustomerTransactionOf(DateOnly due, IReadOnlyList<CustomerBalance> parts) =>
        new()
        {
            DataAreaId = invoice.Company.Id,
            Voucher = invoice.Voucher,
            CustomerAccount = invoice.Customer.Account,
            MainAccount = parts[0].MainAccount,
            InvoiceId = invoice.Number,
            TransactionDate = invoice.AccountingDate,
            DueDate = due,
            CurrencyId = header.SalesCurrency,
            Amount = Money.Normalize(parts.Sum(part => part.Amount)),
            AccountingAmount = Money.Normalize(parts.Sum(part => part.AccountingAmount)),
            ReportingAmount = Money.Normalize(parts.Sum(part => part.ReportingAmount)),
        };

    private ActualsImport StagedRowOf(PostingCallbackLine line) =>
        new()
        {
            DataAreaId = header.DataAreaId,
            ActualsImportId = line.ActualsImportId,
            VoucherNumber = line.Voucher,
            ExchangeRate = line.ExchangeRate,
            AccountingAmount = line.AccountingAmount,
            SalesTaxAmount = line.TaxAmount,
            ImportStatus = ImportStatus.Posted,
        };

    private ProjectTransaction TransactionOf(PricedLine priced)
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
            AccountingDate = invoice.AccountingDate,
            Quantity = line.Quantity,
            Amount = Money.Normalize(priced.Amount.Transaction),
            CurrencyId = line.CurrencyId,
            ExchangeRate = priced.Rates.Accounting,
            AccountingAmount = Money.Normalize(priced.Amount.Accounting),
            ReportingRate = priced.Rates.Reporting,
            ReportingAmount = Money.Normalize(priced.Amount.Reporting),
            SalesTaxAmount = priced.Tax,
            LineProperty = priced.Credited?.LineProperty ?? line.LineProperty,
            ProfileId = priced.Credited?.ProfileId ?? line.ProfileId,
            SalesTaxGroup = priced.Credited is { } credited ? credited.SalesTaxGroup : line.SalesTaxGroup,
            ItemSalesTaxGroup = priced.Credited is { } original ? original.ItemSalesTaxGroup : line.ItemSalesTaxGroup,
            Dimensions = priced.Dimensions,
            RetainerActualId = line.RetainerActualId,
            PostingType = priced.PostingType,
            CreditAccount = priced.RevenueAccount,
            Voucher = invoice.Voucher,
            InvoiceProposalId = header.InvoiceProposalId,
        };
    }
}
