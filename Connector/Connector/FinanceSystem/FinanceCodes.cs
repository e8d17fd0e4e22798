namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>Codes of the embedded finance that say more than that it refuses, as its contract has them. Other finance systems have none of them.</summary>
internal static class FinanceCodes
{
    /// <summary>They are about the caller: no valid token, no role, only for the integration.</summary>
    public static readonly IReadOnlySet<string> SignIn = Codes("PINV4204", "PINV4401", "PINV4402");

    /// <summary>They say that the same again may succeed.</summary>
    public static readonly IReadOnlySet<string> Passing = Codes("PINV4408", "PINV4409");

    /// <summary>It has posted the invoice, or a row of it.</summary>
    public static readonly IReadOnlySet<string> Posted = Codes("PINV4260", "PINV4261");

    /// <summary>Nothing of this name was posted.</summary>
    public const string NoPosting = "PINV4254";

    private static HashSet<string> Codes(params string[] codes) => new(codes, StringComparer.Ordinal);
}
