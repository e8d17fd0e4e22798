using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ErrorPages;

/// <summary>The page of a part's errors: one code a row, ascending.</summary>
internal static partial class ErrorPage
{
    /// <param name="part">The part.</param>
    /// <param name="entries">Its errors.</param>
    public static string Of(Part part, IReadOnlyList<CatalogueEntry> entries)
    {
        var hasStatus = entries.Any(entry => entry.Status is not null);
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# Errors of {part.Title}\n\n");
        page.Append("Every message reads `PINVnnnn: record: cause. remedy.`; … stands for what differs from case to case.\n");
        page.Append("Who: a *rule* is met by whoever keeps the record, a *setting* is mended by an administrator, what is *passing* is tried again by\n");
        page.Append("itself, a *defect* is the program's own.\n\n");
        page.Append("This page is written from the catalogues: `dotnet run --project Tests/ErrorPages`.\n\n");
        page.Append(
            hasStatus
                ? "| code | cause | remedy | who | HTTP |\n| --- | --- | --- | --- | --- |\n"
                : "| code | cause | remedy | who |\n| --- | --- | --- | --- |\n"
        );
        foreach (var code in entries.GroupBy(entry => entry.Number).OrderBy(code => code.Key))
        {
            page.Append(CultureInfo.InvariantCulture, $"| {code.Key:0000} | {Each(code, entry => entry.Cause)} | {Each(code, entry => entry.Remedy)} ");
            page.Append(CultureInfo.InvariantCulture, $"| {Each(code, entry => entry.Kind).ToLowerInvariant()} |");
            page.Append(hasStatus ? $" {Each(code, entry => entry.Status?.ToString(CultureInfo.InvariantCulture) ?? string.Empty)} |\n" : "\n");
        }

        return page.ToString();
    }

    private static string Each(IEnumerable<CatalogueEntry> code, Func<CatalogueEntry, string> text) =>
        string.Join("<br>", code.Select(entry => Cell(text(entry))).Distinct(StringComparer.Ordinal));

    private static string Cell(string text) => Placeholder().Replace(text, "…").Replace("|", @"\|", StringComparison.Ordinal);

    [GeneratedRegex(@"\{\d+(:[^}]*)?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
