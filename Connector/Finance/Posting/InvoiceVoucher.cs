using ProjectInvoice.Finance.Documents;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;

namespace ProjectInvoice.Finance.Posting;

/// <summary>
/// The entries of an invoice (domain rules, section 7): per line the accrual taken back and the revenue; then sales tax, customer balance and penny difference.
/// What a credit takes back stands on the accounts and dimensions it was booked on.
/// </summary>
internal sealed class InvoiceVoucher
{
    private readonly SetupCatalog setUp;
    private readonly NumberedInvoice invoice;
    private readonly InvoiceProposal header;
    private readonly CompanyBooks books;
    private readonly IReadOnlyDictionary<string, CreditedInvoice> credited;
    private readonly VoucherBuilder builder;
    private readonly SortedDictionary<(string Code, string Account, string Dimensions), BookedAmount> taxes = [];
    private readonly Dictionary<(string Credited, RatePair Rates), decimal> owed = [];
    private readonly Dictionary<string, BookedAmount> sums = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Account, string Dimensions), BookedAmount> exchangeDifferences = [];

    public InvoiceVoucher(SetupCatalog setUp, NumberedInvoice invoice, IReadOnlyDictionary<string, CreditedInvoice> credited)
    {
        (this.setUp, this.invoice, header, books, this.credited) = (setUp, invoice, invoice.Header, invoice.Books, credited);
        builder = new VoucherBuilder(setUp, books.Company.Id, invoice.Voucher, invoice.AccountingDate, header.SalesCurrency, header.InvoiceProposalId);
    }

    /// <summary>Of set-up; null where there is none, which is no fault where everything is credited.</summary>
    public string? CustomerBalanceAccount => setUp.Account(books.Company.Id, PostingTypes.CustomerBalance);

    /// <summary>The invoices of which lines are credited.</summary>
    public IEnumerable<CreditedInvoice> Credited => credited.Values;

    /// <summary>
    /// Where the lines that use or refund retainers leave what they lack in accounting and reporting currency; null where there are none. It takes what
    /// rounding adds to it, too.
    /// </summary>
    public (string Account, string Dimensions)? ExchangeDifference { get; private set; }

    public void Add(PricedLine priced)
    {
        var line = priced.Line;
        if (priced.Unbilled is { Kind: ProjCDSTransType.Sales, RevenueAccrued: true } accrued)
        {
            // Taken back as it was booked, whatever the rate is now.
            var amount = new BookedAmount(accrued.Amount, accrued.AccountingAmount, accrued.ReportingAmount);
            builder.Book(
                PostingTypes.WipSalesValue,
                accrued.DebitAccount ?? Account(PostingTypes.WipSalesValue),
                -amount,
                accrued.ProjectId,
                accrued.Dimensions,
                accrued.ActualId
            );
            builder.Book(
                PostingTypes.AccruedRevenue,
                accrued.CreditAccount ?? Account(PostingTypes.AccruedRevenue),
                amount,
                accrued.ProjectId,
                accrued.Dimensions,
                accrued.ActualId
            );
        }

        var credited = priced.Credited?.Voucher ?? string.Empty;
        builder.Book(priced.PostingType, priced.RevenueAccount, -priced.Amount, line.ProjectId, priced.Dimensions, line.ActualId);
        Count(credited, -priced.Amount);
        foreach (var tax in priced.Taxed.Taxes)
        {
            var key = (tax.TaxCode, tax.MainAccount, tax.Dimensions);
            var amount = new BookedAmount(tax.TaxAmount, tax.AccountingTaxAmount, tax.ReportingTaxAmount);
            taxes[key] = taxes.GetValueOrDefault(key) + amount;
            Count(credited, -amount);
        }

        if (priced.MovesRetainer)
        {
            AddExchangeDifference(credited, priced);
        }

        owed[(credited, priced.Rates)] = owed.GetValueOrDefault((credited, priced.Rates)) + priced.Amount.Transaction + priced.Tax;
    }

    /// <summary>The entries since the last call.</summary>
    public IReadOnlyList<LedgerEntry> Take() => builder.Take();

    /// <summary>
    /// Books what belongs to the invoice as a whole, and returns what the customer owes; the first part is that of the lines that credit nothing, where there
    /// are such.
    /// </summary>
    /// <exception cref="FinanceRefusal">A difference of rounding remains, and set-up gives it no account
    /// (<see cref="LedgerErrors.NoPennyDifferenceAccount"/>) or the account's structure does not take the header's dimensions.</exception>
    public IReadOnlyList<CustomerBalance> Close()
    {
        foreach (var (key, amount) in taxes)
        {
            builder.Book(PostingTypes.SalesTax, key.Account, -amount, null, key.Dimensions);
        }

        var parts = CustomerBalanceParts();
        foreach (var part in parts)
        {
            builder.Book(
                PostingTypes.CustomerBalance,
                part.MainAccount,
                new BookedAmount(part.Amount, part.AccountingAmount, part.ReportingAmount),
                null,
                part.Dimensions
            );
        }

        foreach (var (credited, sum) in sums.Where(sum => sum.Value != default).OrderBy(sum => sum.Key, StringComparer.Ordinal))
        {
            CloseGroup(this.credited.GetValueOrDefault(credited)?.Invoice, sum);
        }

        foreach (var (place, amount) in exchangeDifferences)
        {
            builder.Book(PostingTypes.ExchangeDifferenceAdvances, place.Account, amount, null, place.Dimensions);
        }

        builder.Close(header.InvoiceProposalId, header.Dimensions);
        return parts;
    }

    // What the lines leave over belongs to the advances where there are such, and to rounding elsewhere; a credit leaves it where the invoice did.
    private void CloseGroup(PostedInvoice? credited, BookedAmount sum)
    {
        var place =
            credited is null ? ExchangeDifference
            : credited.ExchangeDifferenceAccount is { } account ? (account, credited.ExchangeDifferenceDimensions)
            : null;
        if (place is { } advances)
        {
            AddExchangeDifference(advances, -sum);
        }
        else if (credited?.PennyDifferenceAccount is { } penny)
        {
            builder.Book(PostingTypes.PennyDifference, penny, -sum, null, credited.Dimensions);
        }
    }

    // What it was booked with on account against what it is worth at the rates of the invoice.
    private void AddExchangeDifference(string credited, PricedLine priced)
    {
        var invoice = this.credited.GetValueOrDefault(credited)?.Invoice;
        var account = invoice?.ExchangeDifferenceAccount ?? PostingRules.AccountOfExchangeDifference(setUp, books.Company.Id)!;
        var difference = priced.Amount + -books.Book(priced.Amount.Transaction, priced.Rates);
        AddExchangeDifference((account, priced.Dimensions), difference);
        Count(credited, difference);
        if (invoice is null)
        {
            ExchangeDifference ??= (account, priced.Dimensions);
        }
    }

    private void AddExchangeDifference((string Account, string Dimensions) place, BookedAmount amount) =>
        exchangeDifferences[place] = exchangeDifferences.GetValueOrDefault(place) + amount;

    private List<CustomerBalance> CustomerBalanceParts()
    {
        var parts = new List<CustomerBalance>();
        foreach (
            var ((voucher, rates), owed) in this
                .owed.OrderBy(part => part.Key.Credited, StringComparer.Ordinal)
                .ThenBy(part => part.Key.Rates.Accounting)
                .ThenBy(part => part.Key.Rates.Reporting)
        )
        {
            var credited = this.credited.GetValueOrDefault(voucher);
            var amount = credited is null ? books.Book(owed, rates) : credited.PartOf(owed, rates, books);
            Count(voucher, amount);
            var account = credited is { Invoice.CustomerBalanceAccount: { Length: > 0 } booked } ? booked : CustomerBalanceAccount!;
            AddTo(parts, account, credited?.Invoice.Dimensions ?? header.Dimensions, amount);
        }

        return parts;
    }

    private void AddTo(List<CustomerBalance> parts, string account, string dimensions, BookedAmount amount)
    {
        var part = parts.Find(part => part.MainAccount == account && part.Dimensions == dimensions);
        if (part is null)
        {
            part = new CustomerBalance
            {
                DataAreaId = books.Company.Id,
                Voucher = invoice.Voucher,
                Part = parts.Count + 1,
                MainAccount = account,
                Dimensions = dimensions,
            };
            parts.Add(part);
        }

        part.Amount = Money.Normalize(part.Amount + amount.Transaction);
        part.AccountingAmount = Money.Normalize(part.AccountingAmount + amount.Accounting);
        part.ReportingAmount = Money.Normalize(part.ReportingAmount + amount.Reporting);
    }

    private void Count(string credited, BookedAmount amount) => sums[credited] = sums.GetValueOrDefault(credited) + amount;

    private string Account(string postingType) => setUp.Account(books.Company.Id, postingType)!;
}
