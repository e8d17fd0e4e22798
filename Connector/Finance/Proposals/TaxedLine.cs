using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals.Retainers;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.SalesTax;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>A proposal line with its sales tax by code.</summary>
/// <param name="credited">The posted line that it credits, exactly and whole; null on every other line.</param>
/// <param name="included">Whether its amount contains the tax.</param>
/// <param name="taxes">Its taxes, one a code.</param>
internal sealed class TaxedLine(ProposalLine line, ProjectTransaction? credited, bool included, IReadOnlyList<SalesTaxTransaction> taxes)
{
    public ProposalLine Line { get; } = line;

    public ProjectTransaction? Credited { get; } = credited;

    public bool Included { get; } = included;

    public IReadOnlyList<SalesTaxTransaction> Taxes { get; } = taxes;

    /// <summary>What it takes from its retainer, exactly; null where it uses and refunds none.</summary>
    public RetainerShare? Share { get; init; }

    /// <summary>Whether its taxes were settled when what it takes back was posted.</summary>
    public bool TakesBack => Credited is not null || Share is not null;

    /// <summary>The rates it is booked at; null before they are needed.</summary>
    public RatePair? Rates { get; init; }

    /// <summary>In invoice currency.</summary>
    public decimal Tax => Money.Normalize(Taxes.Sum(tax => tax.TaxAmount));

    /// <summary>In accounting currency; known once the taxes are settled.</summary>
    public decimal AccountingTax => Money.Normalize(Taxes.Sum(tax => tax.AccountingTaxAmount));

    /// <summary>In invoice currency, without sales tax.</summary>
    public decimal NetAmount =>
        Credited is not null ? -Credited.Amount
        : Share is not null ? -Share.Amount.Transaction
        : Included ? Money.Normalize(Line.Amount - Tax)
        : Line.Amount;
}
