using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Solution.Deploy.Solutions;

/// <summary>What an import did, by component: column <c>data</c> of its row in the table importjob.</summary>
/// <param name="Succeeded">How many components were imported.</param>
/// <param name="Warnings">Component and text of each warning.</param>
/// <param name="Failures">Component, code and text of each failure; the component itself before the solution that it fails with it.</param>
internal sealed record ImportLog(int Succeeded, IReadOnlyList<string> Warnings, IReadOnlyList<string> Failures)
{
    private const int MostLines = 20;
    private static readonly string[] NamingAttributes = ["LocalizedName", "OriginalName", "name", "schemaName", "id"];

    internal static ImportLog Empty { get; } = new(0, [], []);

    /// <summary>Reads it; what is no log is an empty one, for it is only told.</summary>
    internal static ImportLog Read(string? data)
    {
        if (string.IsNullOrWhiteSpace(data))
        {
            return Empty;
        }

        try
        {
            return Of(XElement.Parse(data.TrimStart('\uFEFF')));
        }
        catch (XmlException)
        {
            return Empty;
        }
    }

    /// <summary>What is told of it: how much went well, and what did not.</summary>
    internal IEnumerable<string> Lines(bool succeeded) =>
        (succeeded && Succeeded > 0 ? [$"{Succeeded.ToString(CultureInfo.InvariantCulture)} components imported"] : Array.Empty<string>())
            .Concat(Warnings.Take(MostLines).Select(warning => $"Warning: {warning}"))
            .Concat(Failures.Take(MostLines).Select(failure => $"Failed: {failure}"));

    private static ImportLog Of(XElement log)
    {
        var results = log.Descendants("result").Where(result => result.Parent is not null).ToList();
        var missing = log.Descendants("MissingDependency").Select(Missing);
        var failures = results
            .Where(result => Is(result, "failure") || Is(result, "error"))
            .OrderBy(result => result.Parent!.Name.LocalName == "solutionManifest" ? 1 : 0)
            .Select(Told);
        return new ImportLog(
            results.Count(result => Is(result, "success") && result.Parent!.Name.LocalName != "solutionManifest"),
            [.. results.Where(result => Is(result, "warning")).Select(Told)],
            [.. missing.Concat(failures).Distinct(StringComparer.Ordinal)]
        );
    }

    private static bool Is(XElement result, string outcome) => string.Equals((string?)result.Attribute("result"), outcome, StringComparison.OrdinalIgnoreCase);

    private static string Told(XElement result)
    {
        var code = (string?)result.Attribute("errorcode") is { Length: > 0 } given && given != "0" ? $" ({given})" : string.Empty;
        return $"{NameOf(result.Parent!)}: {((string?)result.Attribute("errortext"))?.TrimEnd('.')}{code}";
    }

    private static string NameOf(XElement component)
    {
        var name =
            NamingAttributes.Select(attribute => (string?)component.Attribute(attribute)).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))
            ?? (string?)component.Element("UniqueName");
        return name is null ? component.Name.LocalName : $"{component.Name.LocalName} {name}";
    }

    private static string Missing(XElement dependency)
    {
        var required = dependency.Element("Required");
        var solution = (string?)required?.Attribute("solution") is { Length: > 0 } named ? $" of solution {named}" : string.Empty;
        return $"{Display(dependency.Element("Dependent"))} requires {Display(required)}{solution}";
    }

    private static string Display(XElement? component) =>
        (string?)component?.Attribute("schemaName") ?? (string?)component?.Attribute("displayName") ?? "a component";
}
