namespace ProjectInvoice.Finance.Setup;

/// <summary>The billing methods as set-up names them.</summary>
internal static class BillingMethods
{
    public const string TimeAndMaterial = "Time and Material";
    public const string FixedPrice = "Fixed Price";

    public static readonly IReadOnlyList<string> All = [TimeAndMaterial, FixedPrice];

    /// <summary>The name of a row's method; null where the row has none.</summary>
    public static string? NameOf(ProjBillingMethod? method) =>
        method switch
        {
            ProjBillingMethod.TimeAndMaterial => TimeAndMaterial,
            ProjBillingMethod.FixedPrice => FixedPrice,
            _ => null,
        };
}
