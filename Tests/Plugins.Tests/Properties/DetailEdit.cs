namespace Plugins.Tests.Properties;

/// <summary>What a person did to a random detail that was taken from an actual.</summary>
internal enum DetailEdit
{
    None,
    Tax,
    Quantity,
    Price,
    QuantityAndPrice,
    Zero,
    BillingType,
}
