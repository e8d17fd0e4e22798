namespace ProjectInvoice.Connector.Storage;

/// <summary>Text that every database holds.</summary>
internal static class StorableText
{
    private const char Nothing = '\0';
    private const char Replacement = '\uFFFD';

    /// <summary>Whether PostgreSQL would refuse it: it has no character U+0000.</summary>
    public static bool IsOne(string text) => !text.Contains(Nothing, StringComparison.Ordinal);

    /// <summary>The text; where it holds U+0000, with the character that stands for one that cannot be shown.</summary>
    public static string Of(string text) => text.Replace(Nothing, Replacement);
}
