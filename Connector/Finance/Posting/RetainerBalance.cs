using Finance.Ledger;
using Finance.Rates;

namespace Finance.Posting;

/// <summary>
/// What is left of an invoiced retainer in each currency and of each of its taxes. A part takes its proportion of what was posted, rounded and never more than
/// there is; the part that takes all that is left of the amount takes all that is left of everything, so that it ends at exactly nothing.
/// </summary>
internal sealed class RetainerBalance
{
    private readonly ProjectTransaction _retainer;
    private readonly List<SalesTaxTransaction> _taxes;
    private readonly bool _included;
    private readonly CompanyBooks _books;
    private readonly int _decimals;
    private readonly Dictionary<string, decimal> _taxLeft;
    private BookedAmount _left;

    /// <param name="retainer">Its posted billed sales.</param>
    /// <param name="taxes">The taxes of that.</param>
    /// <param name="included">Whether its amount contained the taxes; then so do those of its uses.</param>
    /// <param name="books">Rounds accounting and reporting currency.</param>
    /// <param name="decimals">Of its own currency.</param>
    public RetainerBalance(ProjectTransaction retainer, IEnumerable<SalesTaxTransaction> taxes, bool included, CompanyBooks books, int decimals)
    {
        (_retainer, _included, _books, _decimals) = (retainer, included, books, decimals);
        _taxes = [.. taxes.OrderBy(tax => tax.TaxCode, StringComparer.Ordinal)];
        _taxLeft = _taxes.ToDictionary(tax => tax.TaxCode, _ => 0m, StringComparer.Ordinal);
    }

    public ProjectTransaction Retainer => _retainer;

    /// <summary>What it was invoiced with, as its uses are counted: with its taxes where they are included.</summary>
    public decimal Whole => _retainer.Amount + (_included ? _taxes.Sum(tax => tax.TaxAmount) : 0m);

    /// <summary>What is left of that.</summary>
    public decimal Left => _left.Transaction + (_included ? _taxLeft.Values.Sum() : 0m);

    /// <summary>Counts something that was posted: the retainer itself, a use, or what takes one back.</summary>
    public void Add(BookedAmount amount) => _left += amount;

    public void AddTax(string code, decimal amount) => _taxLeft[code] += amount;

    /// <summary>Takes a part of it, all at most.</summary>
    public RetainerShare Take(decimal part)
    {
        var isLast = part >= Left;
        var taxes = _taxes.ConvertAll(tax => new RetainerTax(tax, isLast ? _taxLeft[tax.TaxCode] : TaxOf(tax, part)));
        var amount = isLast ? _left : PartOf(part, _included ? part - taxes.Sum(tax => tax.Amount) : part);
        _left += -amount;
        taxes.ForEach(tax => _taxLeft[tax.Posted.TaxCode] -= tax.Amount);
        return new RetainerShare(_retainer, amount, taxes);
    }

    private decimal TaxOf(SalesTaxTransaction tax, decimal part) => AtMost(Money.Round(tax.TaxAmount * part / Whole, _decimals), _taxLeft[tax.TaxCode]);

    private BookedAmount PartOf(decimal part, decimal net)
    {
        var share = _books.Part(new BookedAmount(net, _retainer.AccountingAmount, _retainer.ReportingAmount), part, Whole);
        return new BookedAmount(net, AtMost(share.Accounting, _left.Accounting), AtMost(share.Reporting, _left.Reporting));
    }

    private static decimal AtMost(decimal share, decimal left) => Math.Abs(share) > Math.Abs(left) ? left : share;
}
