using CsCheck;
using InvoicePlugins.Dataverse.Tables;

namespace Plugins.Tests.Properties;

/// <summary>A random detail: what was recorded, and what was made of it.</summary>
internal sealed record RandomDetail(
    DetailOrigin Origin,
    TransactionClass Class,
    decimal Quantity,
    decimal Price,
    decimal TaxRate,
    BillingType BillingType,
    DetailEdit Edit,
    decimal Factor,
    decimal NewPrice,
    BillingType NewBillingType,
    bool NamesItsAmount,
    int Decimals
)
{
    private static readonly TransactionClass[] Classes = [TransactionClass.Time, TransactionClass.Expense, TransactionClass.Material, TransactionClass.Fee];
    private static readonly decimal[] TaxRates = [0, 0.07m, 0.19m];
    private static readonly BillingType[] BillingTypes = [BillingType.Chargeable, BillingType.Chargeable, BillingType.NonChargeable, BillingType.Complimentary];

    private static readonly Gen<decimal> Quantities = Gen.Int[-4_000, 12_000].Where(quantity => quantity != 0).Select(quantity => quantity / 400m);
    private static readonly Gen<decimal> Prices = Gen.Int[0, 3_000_000].Select(price => price / 10_000m);

    public decimal Amount => Round(Quantity * Price);

    public decimal Tax => Round(Amount * TaxRate);

    public decimal BilledQuantity =>
        Edit switch
        {
            DetailEdit.Quantity or DetailEdit.QuantityAndPrice => Quantity * Factor,
            DetailEdit.Zero => 0,
            _ => Quantity,
        };

    public decimal BilledPrice => Edit is DetailEdit.Price or DetailEdit.QuantityAndPrice ? NewPrice : Price;

    public decimal BilledAmount => Round(BilledQuantity * BilledPrice);

    /// <summary>The tax of the pro forma: its share where only the quantity changed, as tax is computed from the amount.</summary>
    public decimal BilledTax =>
        Edit switch
        {
            DetailEdit.None or DetailEdit.BillingType => Tax,
            DetailEdit.Quantity or DetailEdit.Zero => Round(Tax * BilledQuantity / Quantity),
            _ => Round(BilledAmount * TaxRate),
        };

    public BillingType BilledType => Edit == DetailEdit.BillingType ? NewBillingType : BillingType;

    public static Gen<RandomDetail> Generator(int decimals) =>
        from origin in Gen.Int[0, 5]
        from @class in Gen.Int[0, 3]
        from quantity in Quantities
        from price in Prices
        from rate in Gen.Int[0, 2]
        from type in Gen.Int[0, 3]
        from edit in Gen.Int[0, 6]
        from factor in Gen.Int[1, 8]
        from newPrice in Prices
        from newType in Gen.Int[0, 3]
        from named in Gen.Bool
        select new RandomDetail(
            (DetailOrigin)Math.Max(0, origin - 2),
            Classes[@class],
            quantity,
            price,
            TaxRates[rate],
            BillingTypes[type],
            (DetailEdit)edit,
            factor / 4m,
            newPrice,
            BillingTypes[newType],
            named,
            decimals
        );

    private decimal Round(decimal amount) => decimal.Round(amount, Decimals, MidpointRounding.AwayFromZero);
}
