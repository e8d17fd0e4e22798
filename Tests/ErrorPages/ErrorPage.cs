using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ErrorPages;

/// <summary>The page of a part's errors: one cause a row, by code.</summary>
internal static partial class ErrorPage
{
    /// <param name="entries">Its errors.</param>
    public static string Of(Part part, IReadOnlyList<CatalogueEntry> entries)
    {
        var hasStatus = entries.Any(entry => entry.Status is not null);
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# Errors of {part.Title}\n\n");
        page.Append("Every message reads `PINVnnnn: record: cause. remedy.`; … stands for what differs from case to case.\n");
        page.Append("Who: a *rule* is met by whoever keeps the record, a *setting* is mended by an administrator, what is *passing* is tried again by\n");
        page.Append("itself, a *failure* is the program's own.\n\n");
        page.Append("This page is written from the catalogues: `dotnet run --project Tests/ErrorPages`.\n\n");
        page.Append(
            hasStatus
                ? "| code | cause | remedy | who | HTTP |\n| --- | --- | --- | --- | --- |\n"
                : "| code | cause | remedy | who |\n| --- | --- | --- | --- |\n"
        );
        foreach (var row in entries.Select(entry => Row(entry, hasStatus)).Distinct(StringComparer.Ordinal))
        {
            page.Append(row);
        }

        return page.ToString();
    }

    private static string Row(CatalogueEntry entry, bool hasStatus)
    {
        var row = $"| {entry.Number:0000} | {Cell(CauseOf(entry))} | {Cell(entry.Remedy)} | {entry.Kind.ToLowerInvariant()} |";
        return hasStatus ? $"{row} {entry.Status} |\n" : row + "\n";
    }

    // Where the case gives the whole cause, the entry's name says what kind of case it is.
    private static string CauseOf(CatalogueEntry entry) => entry.Cause == "{0}" ? $"{Words(entry.Name)}: {{0}}" : entry.Cause;

    private static string Words(string name) => name[0] + Capital().Replace(name[1..], match => " " + match.Value.ToLowerInvariant());

    private static string Cell(string text) => Placeholder().Replace(text, "…").Replace("|", @"\|", StringComparison.Ordinal);

    [GeneratedRegex("[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex Capital();

    [GeneratedRegex(@"\{\d+(:[^}]*)?\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
