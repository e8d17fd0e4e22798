using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.SalesTax;

namespace ProjectInvoice.Finance.Proposals.Retainers;

/// <summary>
/// What is left of an invoiced retainer in each currency and of each of its taxes. A part takes its proportion of what was posted, rounded and never more than
/// there is; the part that takes all that is left of the amount takes all that is left of everything, so that it ends at exactly nothing.
/// </summary>
internal sealed class RetainerBalance
{
    private readonly ProjectTransaction retainer;
    private readonly List<SalesTaxTransaction> taxes;
    private readonly bool included;
    private readonly CompanyBooks books;
    private readonly int decimals;
    private readonly Dictionary<string, decimal> taxLeft;
    private BookedAmount left;

    /// <param name="retainer">Its posted billed sales.</param>
    /// <param name="included">Whether its amount contained the taxes; then so do those of its uses.</param>
    /// <param name="books">Rounds accounting and reporting currency.</param>
    /// <param name="decimals">Of its own currency.</param>
    public RetainerBalance(ProjectTransaction retainer, IEnumerable<SalesTaxTransaction> taxes, bool included, CompanyBooks books, int decimals)
    {
        (this.retainer, this.included, this.books, this.decimals) = (retainer, included, books, decimals);
        this.taxes = [.. taxes.OrderBy(tax => tax.TaxCode, StringComparer.Ordinal)];
        taxLeft = this.taxes.ToDictionary(tax => tax.TaxCode, _ => 0m, StringComparer.Ordinal);
    }

    public ProjectTransaction Retainer => retainer;

    /// <summary>What it was invoiced with, as its uses are counted: with its taxes where they are included.</summary>
    public decimal Whole => retainer.Amount + (included ? taxes.Sum(tax => tax.TaxAmount) : 0m);

    /// <summary>What is left of that.</summary>
    public decimal Left => left.Transaction + (included ? taxLeft.Values.Sum() : 0m);

    /// <summary>Counts something that was posted: the retainer itself, a use, or what takes one back.</summary>
    public void Add(BookedAmount amount) => left += amount;

    public void AddTax(string code, decimal amount) => taxLeft[code] += amount;

    /// <summary>Takes a part of it, all at most.</summary>
    public RetainerShare Take(decimal part)
    {
        var isLast = part >= Left;
        var taxes = this.taxes.ConvertAll(tax => new RetainerTax(tax, isLast ? taxLeft[tax.TaxCode] : TaxOf(tax, part)));
        var amount = isLast ? left : PartOf(part, included ? part - taxes.Sum(tax => tax.Amount) : part);
        left += -amount;
        taxes.ForEach(tax => taxLeft[tax.Posted.TaxCode] -= tax.Amount);
        return new RetainerShare(retainer, amount, taxes);
    }

    private decimal TaxOf(SalesTaxTransaction tax, decimal part) => AtMost(Money.Round(tax.TaxAmount * part / Whole, decimals), taxLeft[tax.TaxCode]);

    private BookedAmount PartOf(decimal part, decimal net)
    {
        var share = books.Part(new BookedAmount(net, retainer.AccountingAmount, retainer.ReportingAmount), part, Whole);
        return new BookedAmount(net, AtMost(share.Accounting, left.Accounting), AtMost(share.Reporting, left.Reporting));
    }

    private static decimal AtMost(decimal share, decimal left) => Math.Abs(share) > Math.Abs(left) ? left : share;
}
