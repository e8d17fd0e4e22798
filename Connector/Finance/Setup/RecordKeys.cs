using System.Globalization;

namespace ProjectInvoice.Finance.Setup;

/// <summary>How the checks of the set-up write and compare the keys of records: letters of either case are the same.</summary>
internal static class RecordKeys
{
    public static string Upper(string text) => text.ToUpperInvariant();

    public static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The key of a record of a company; null where none is named.</summary>
    public static string? In(string company, string? id) => id is null ? null : $"{company} {id}";

    public static IReadOnlySet<string> Set<T>(IEnumerable<T> records, Func<T, string> key) =>
        records.Select(record => Upper(key(record))).ToHashSet(StringComparer.Ordinal);
}
