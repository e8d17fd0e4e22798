using ProjectInvoice.Finance.Rates;

namespace ProjectInvoice.Finance.SalesTax;

/// <summary>The amount of one line of an invoice with its sales tax by code.</summary>
/// <param name="included">Whether the amount contains the tax.</param>
/// <param name="taxes">Its taxes, one a code.</param>
internal abstract class TaxedAmount(bool included, IReadOnlyList<SalesTaxTransaction> taxes)
{
    public abstract int LineNumber { get; }

    /// <summary>As the line says it: with the tax where it is included.</summary>
    public abstract decimal Amount { get; }

    /// <summary>In invoice currency, without sales tax.</summary>
    public abstract decimal NetAmount { get; }

    /// <summary>Whether its taxes were settled when what it takes back was posted.</summary>
    public abstract bool TakesBack { get; }

    public bool Included { get; } = included;

    public IReadOnlyList<SalesTaxTransaction> Taxes { get; } = taxes;

    /// <summary>The rates it is booked at; null before they are needed.</summary>
    public RatePair? Rates { get; init; }

    /// <summary>In invoice currency.</summary>
    public decimal Tax => Money.Normalize(Taxes.Sum(tax => tax.TaxAmount));

    /// <summary>In accounting currency; known once the taxes are settled.</summary>
    public decimal AccountingTax => Money.Normalize(Taxes.Sum(tax => tax.AccountingTaxAmount));
}
