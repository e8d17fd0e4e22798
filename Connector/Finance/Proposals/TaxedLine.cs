using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals.Retainers;
using ProjectInvoice.Finance.SalesTax;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>A proposal line with its sales tax by code.</summary>
/// <param name="credited">The posted line that it credits, exactly and whole; null on every other line.</param>
/// <param name="included">Whether its amount contains the tax.</param>
/// <param name="taxes">Its taxes, one a code.</param>
internal sealed class TaxedLine(ProposalLine line, ProjectTransaction? credited, bool included, IReadOnlyList<SalesTaxTransaction> taxes)
    : TaxedAmount(included, taxes)
{
    public ProposalLine Line { get; } = line;

    public ProjectTransaction? Credited { get; } = credited;

    /// <summary>What it takes from its retainer, exactly; null where it uses and refunds none.</summary>
    public RetainerShare? Share { get; init; }

    public override int LineNumber => Line.LineNumber;

    public override decimal Amount => Line.Amount;

    public override bool TakesBack => Credited is not null || Share is not null;

    public override decimal NetAmount =>
        Credited is not null ? -Credited.Amount
        : Share is not null ? -Share.Amount.Transaction
        : Included ? Money.Normalize(Line.Amount - Tax)
        : Line.Amount;
}
