using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Rates;

namespace ProjectInvoice.Finance.Posting;

/// <summary>A proposal line as it is booked.</summary>
/// <param name="Taxed">The line with its settled taxes.</param>
/// <param name="Rates">The rates it is booked at.</param>
/// <param name="Unbilled">The posted unbilled sales that it bills.</param>
/// <param name="Amount">Without sales tax.</param>
/// <param name="PostingType">What the revenue is booked on.</param>
/// <param name="RevenueAccount">The main account of that.</param>
/// <param name="Dimensions">Financial dimensions of the revenue.</param>
internal sealed record PricedLine(
    TaxedLine Taxed,
    RatePair Rates,
    ProjectTransaction? Unbilled,
    BookedAmount Amount,
    string PostingType,
    string RevenueAccount,
    string Dimensions
)
{
    public ProposalLine Line => Taxed.Line;

    public ProjectTransaction? Credited => Taxed.Credited;

    public decimal Tax => Taxed.Tax;

    /// <summary>
    /// The rate that the amount was booked at: on what uses, refunds or gives back a retainer that of the retainer, else that of <see cref="Rates"/>.
    /// </summary>
    public decimal BookedRate { get; init; } = Rates.Accounting;

    /// <summary>Whether it uses or refunds a retainer, or credits what did.</summary>
    public bool MovesRetainer => Line.RetainerActualId is { } retainer && retainer != Line.ActualId && retainer != Line.CreditedActualId;

    /// <summary>What is booked on the tax accounts for the line, in accounting currency.</summary>
    public decimal AccountingTax => Taxed.AccountingTax;
}
