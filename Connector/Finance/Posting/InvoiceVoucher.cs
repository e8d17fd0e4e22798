using Finance.Ledger;
using Finance.Proposals;
using Finance.Rates;
using Finance.SetUp;
using Finance.Staging;

namespace Finance.Posting;

/// <summary>
/// The entries of an invoice (domain rules, section 7): per line the accrual taken back and the revenue; then sales tax, customer balance and penny difference.
/// What a credit takes back stands on the accounts and dimensions it was booked on.
/// </summary>
internal sealed class InvoiceVoucher
{
    private readonly SetUpCatalogue _setUp;
    private readonly InvoiceProposal _header;
    private readonly CompanyBooks _books;
    private readonly IReadOnlyDictionary<string, CreditedInvoice> _credited;
    private readonly VoucherBuilder _builder;
    private readonly SortedDictionary<(string Code, string Account, string Dimensions), BookedAmount> _taxes = [];
    private readonly Dictionary<(string Credited, RatePair Rates), decimal> _owed = [];
    private readonly Dictionary<string, BookedAmount> _sums = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Account, string Dimensions), BookedAmount> _exchangeDifferences = [];

    public InvoiceVoucher(SetUpCatalogue setUp, InvoiceProposal header, CompanyBooks books, IReadOnlyDictionary<string, CreditedInvoice> credited)
    {
        (_setUp, _header, _books, _credited) = (setUp, header, books, credited);
        _builder = new VoucherBuilder(setUp, books.Company.Id, header.LedgerVoucher!, header.PostedAccountingDate!.Value, header.SalesCurrency, header.InvoiceProposalId);
    }

    /// <summary>Of set-up; null where there is none, which is no fault where everything is credited.</summary>
    public string? CustomerBalanceAccount => _setUp.Account(_books.Company.Id, PostingTypes.CustomerBalance);

    /// <summary>The invoices of which lines are credited.</summary>
    public IEnumerable<CreditedInvoice> Credited => _credited.Values;

    /// <summary>Where the lines that use or refund retainers leave what they lack in accounting and reporting currency; null where there are none. It takes what rounding adds to it, too.</summary>
    public (string Account, string Dimensions)? ExchangeDifference { get; private set; }

    public void Add(PricedLine priced)
    {
        var line = priced.Line;
        if (priced.Unbilled is { Kind: ProjCDSTransType.Sales, RevenueAccrued: true } accrued)
        {
            // Taken back as it was booked, whatever the rate is now.
            var amount = new BookedAmount(accrued.Amount, accrued.AccountingAmount, accrued.ReportingAmount);
            _builder.Book(PostingTypes.WipSalesValue, accrued.DebitAccount ?? Account(PostingTypes.WipSalesValue), -amount, accrued.ProjectId, accrued.Dimensions, accrued.ActualId);
            _builder.Book(PostingTypes.AccruedRevenue, accrued.CreditAccount ?? Account(PostingTypes.AccruedRevenue), amount, accrued.ProjectId, accrued.Dimensions, accrued.ActualId);
        }

        var credited = priced.Credited?.Voucher ?? string.Empty;
        _builder.Book(priced.PostingType, priced.RevenueAccount, -priced.Amount, line.ProjectId, priced.Dimensions, line.ActualId);
        Count(credited, -priced.Amount);
        foreach (var tax in priced.Taxed.Taxes)
        {
            var key = (tax.TaxCode, tax.MainAccount, tax.Dimensions);
            var amount = new BookedAmount(tax.TaxAmount, tax.AccountingTaxAmount, tax.ReportingTaxAmount);
            _taxes[key] = _taxes.GetValueOrDefault(key) + amount;
            Count(credited, -amount);
        }

        if (priced.MovesRetainer)
        {
            AddExchangeDifference(credited, priced);
        }

        _owed[(credited, priced.Rates)] = _owed.GetValueOrDefault((credited, priced.Rates)) + priced.Amount.Transaction + priced.Tax;
    }

    /// <summary>The entries since the last call.</summary>
    public IReadOnlyList<LedgerEntry> Take() => _builder.Take();

    /// <summary>Books what belongs to the invoice as a whole, and returns what the customer owes; the first part is that of the lines that credit nothing, where there are such.</summary>
    /// <exception cref="FinanceRefusal">A difference of rounding remains, and set-up gives it no account (PINV4212) or the account's structure does not take the header's dimensions (PINV4314).</exception>
    public IReadOnlyList<CustomerBalance> Close()
    {
        foreach (var (key, amount) in _taxes)
        {
            _builder.Book(PostingTypes.SalesTax, key.Account, -amount, null, key.Dimensions);
        }

        var parts = CustomerBalanceParts();
        foreach (var part in parts)
        {
            _builder.Book(PostingTypes.CustomerBalance, part.MainAccount, new BookedAmount(part.Amount, part.AccountingAmount, part.ReportingAmount), null, part.Dimensions);
        }

        foreach (var (credited, sum) in _sums.Where(sum => sum.Value != default).OrderBy(sum => sum.Key, StringComparer.Ordinal))
        {
            CloseGroup(_credited.GetValueOrDefault(credited)?.Invoice, sum);
        }

        foreach (var (place, amount) in _exchangeDifferences)
        {
            _builder.Book(PostingTypes.ExchangeDifferenceAdvances, place.Account, amount, null, place.Dimensions);
        }

        _builder.Close(_header.InvoiceProposalId, _header.Dimensions);
        return parts;
    }

    // What the lines leave over belongs to the advances where there are such, and to rounding elsewhere; a credit leaves it where the invoice did.
    private void CloseGroup(PostedInvoice? credited, BookedAmount sum)
    {
        var place = credited is null ? ExchangeDifference : credited.ExchangeDifferenceAccount is { } account ? (account, credited.ExchangeDifferenceDimensions) : null;
        if (place is { } advances)
        {
            AddExchangeDifference(advances, -sum);
        }
        else if (credited?.PennyDifferenceAccount is { } penny)
        {
            _builder.Book(PostingTypes.PennyDifference, penny, -sum, null, credited.Dimensions);
        }
    }

    // What it was booked with on account against what it is worth at the rates of the invoice.
    private void AddExchangeDifference(string credited, PricedLine priced)
    {
        var invoice = _credited.GetValueOrDefault(credited)?.Invoice;
        var account = invoice?.ExchangeDifferenceAccount ?? PostingRules.AccountOfExchangeDifference(_setUp, _books.Company.Id)!;
        var difference = priced.Amount + -_books.Book(priced.Amount.Transaction, priced.Rates);
        AddExchangeDifference((account, priced.Dimensions), difference);
        Count(credited, difference);
        if (invoice is null)
        {
            ExchangeDifference ??= (account, priced.Dimensions);
        }
    }

    private void AddExchangeDifference((string Account, string Dimensions) place, BookedAmount amount) =>
        _exchangeDifferences[place] = _exchangeDifferences.GetValueOrDefault(place) + amount;

    private List<CustomerBalance> CustomerBalanceParts()
    {
        var parts = new List<CustomerBalance>();
        foreach (var ((voucher, rates), owed) in _owed.OrderBy(part => part.Key.Credited, StringComparer.Ordinal).ThenBy(part => part.Key.Rates.Accounting).ThenBy(part => part.Key.Rates.Reporting))
        {
            var credited = _credited.GetValueOrDefault(voucher);
            var amount = credited is null ? _books.Book(owed, rates) : credited.PartOf(owed, rates, _books);
            Count(voucher, amount);
            var account = credited is { Invoice.CustomerBalanceAccount: { Length: > 0 } booked } ? booked : CustomerBalanceAccount!;
            AddTo(parts, account, credited?.Invoice.Dimensions ?? _header.Dimensions, amount);
        }

        return parts;
    }

    private void AddTo(List<CustomerBalance> parts, string account, string dimensions, BookedAmount amount)
    {
        var part = parts.Find(part => part.MainAccount == account && part.Dimensions == dimensions);
        if (part is null)
        {
            part = new CustomerBalance { DataAreaId = _books.Company.Id, Voucher = _header.LedgerVoucher!, Part = parts.Count + 1, MainAccount = account, Dimensions = dimensions };
            parts.Add(part);
        }

        part.Amount = Money.Normalise(part.Amount + amount.Transaction);
        part.AccountingAmount = Money.Normalise(part.AccountingAmount + amount.Accounting);
        part.ReportingAmount = Money.Normalise(part.ReportingAmount + amount.Reporting);
    }

    private void Count(string credited, BookedAmount amount) => _sums[credited] = _sums.GetValueOrDefault(credited) + amount;

    private string Account(string postingType) => _setUp.Account(_books.Company.Id, postingType)!;
}
