namespace ProjectInvoice.Finance.Setup;

/// <summary>The accounts of an account structure: 411100, 4* or 400000..499999. Accounts are compared as text, as the product does.</summary>
internal static class AccountPattern
{
    private const string Range = "..";

    public static bool IsValid(string pattern)
    {
        if (Ends(pattern) is var (from, to))
        {
            return from.Length > 0 && to.Length > 0 && !pattern.Contains('*', StringComparison.Ordinal) && string.CompareOrdinal(from, to) <= 0;
        }

        return pattern.Length > 0 && pattern.IndexOf('*', StringComparison.Ordinal) is var star && (star < 0 || star == pattern.Length - 1);
    }

    public static bool Fits(string pattern, string account)
    {
        if (Ends(pattern) is var (from, to))
        {
            return string.CompareOrdinal(from, account) <= 0 && string.CompareOrdinal(account, to) <= 0;
        }

        return pattern.EndsWith('*') ? account.StartsWith(pattern[..^1], StringComparison.Ordinal) : account == pattern;
    }

    private static (string From, string To)? Ends(string pattern) =>
        pattern.IndexOf(Range, StringComparison.Ordinal) is >= 0 and var place ? (pattern[..place], pattern[(place + Range.Length)..]) : null;
}
