namespace InvoicePlugins.Dataverse.Tables;

/// <summary>How an amount comes about.</summary>
internal enum AmountMethod
{
    /// <summary>Quantity times price.</summary>
    MultiplyQuantityByPrice = 192350000,

    /// <summary>Given.</summary>
    FixedPrice = 192350001,

    /// <summary>Another quantity times price.</summary>
    MultiplyBasisQuantityByPrice = 192350002,

    /// <summary>A percentage of another amount.</summary>
    MultiplyBasisAmountByPercent = 192350003,

    /// <summary>Calculated as tax.</summary>
    TaxCalculation = 690970000,
}
