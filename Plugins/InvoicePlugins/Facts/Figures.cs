using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Facts;

/// <summary>What one row says about money.</summary>
/// <param name="Price">The price per unit; the same on a reversal.</param>
/// <param name="Amount">The amount without tax, rounded to the currency's decimals.</param>
/// <param name="Tax">The tax; null where the row has none.</param>
/// <param name="BillingType">Whether it is charged; null where nobody said.</param>
internal sealed record Figures(decimal Quantity, decimal Price, decimal Amount, decimal? Tax, BillingType? BillingType)
{
    /// <summary>The figures of a reversal.</summary>
    public Figures Negated => this with { Quantity = -Quantity, Amount = -Amount, Tax = -Tax };

    /// <summary>The figures of an actual.</summary>
    public static Figures Of(Actual actual) => new(actual.Quantity, actual.Price, actual.NetAmount, actual.TaxAmount, actual.BillingType);

    /// <summary>
    /// The figures of a detail that has been checked. An amount left empty follows from quantity and price, or is the original's (of a correction: the billed
    /// row's) where neither was edited. A tax left empty on a correction is the billed row's share, so that no correction loses its tax unnoticed.
    /// </summary>
    /// <param name="decimals">The currency's decimals.</param>
    public static Figures Of(BillableDetail detail, int decimals)
    {
        var row = detail.Row;
        var quantity = row.Quantity.GetValueOrDefault();
        var price = row.Price.GetValueOrDefault();
        var original = detail.Original ?? detail.Corrected?.Billed;
        var calculated =
            original is not null && original.Quantity == quantity && original.Price == price
                ? original.NetAmount
                : MoneyRounding.Round(quantity * price, decimals);

        var amount = row.NetAmount ?? calculated;
        var tax = row.TaxAmount ?? (detail.Corrected?.Billed is { } billed ? Of(billed).TaxShareOf(quantity, price, amount, decimals) : null);
        return new(quantity, price, amount, tax, row.BillingType ?? original?.BillingType);
    }

    /// <summary>
    /// What a reduction leaves: the original without the part at its own price. Amount and tax are what is left, not rounded anew, so that the parts add up to
    /// the original to the last digit.
    /// </summary>
    /// <param name="quantity">The quantity that is billed.</param>
    /// <param name="decimals">The currency's decimals.</param>
    public Figures RestAfter(decimal quantity, int decimals) =>
        new(
            Quantity - quantity,
            Price,
            Amount - MoneyRounding.Round(quantity * Price, decimals),
            Tax - MoneyRounding.Round(Tax.GetValueOrDefault() * quantity / Quantity, decimals),
            BillingType
        );

    // At the same price the share goes by quantity, as in RestAfter, so that the two add up; at another price by amount, since tax is a part of that.
    private decimal? TaxShareOf(decimal quantity, decimal price, decimal amount, int decimals) =>
        this switch
        {
            { Tax: null } => null,
            _ when quantity == 0 => 0,
            _ when quantity == Quantity && price == Price => Tax,
            { Quantity: not 0 } when price == Price => MoneyRounding.Round(Tax.Value * quantity / Quantity, decimals),
            { Amount: not 0 } => MoneyRounding.Round(Tax.Value * amount / Amount, decimals),
            _ => 0,
        };
}
