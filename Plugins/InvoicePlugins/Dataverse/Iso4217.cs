namespace InvoicePlugins.Dataverse;

/// <summary>
/// The decimals of currencies as ISO 4217 has them: list one of its maintenance agency (SIX), column minor unit. Whatever is not named here has two.
/// </summary>
internal static class Iso4217
{
    private const int Usual = 2;

    /// <summary>The decimals of amounts in a currency.</summary>
    /// <param name="code">The ISO code of the currency, in any case.</param>
    /// <returns>The number of decimals.</returns>
    public static int DecimalsOf(string? code) =>
        code?.Trim().ToUpperInvariant() switch
        {
            "BIF"
            or "CLP"
            or "DJF"
            or "GNF"
            or "ISK"
            or "JPY"
            or "KMF"
            or "KRW"
            or "PYG"
            or "RWF"
            or "UGX"
            or "UYI"
            or "VND"
            or "VUV"
            or "XAF"
            or "XOF"
            or "XPF" => 0,
            "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
            "CLF" or "UYW" => 4,
            _ => Usual,
        };
}
