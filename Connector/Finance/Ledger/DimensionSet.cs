using Finance.SetUp;

namespace Finance.Ledger;

/// <summary>Financial dimensions of a line as one text, name=value, in the order of their names.</summary>
internal static class DimensionSet
{
    public static string Of(Project? project) =>
        string.Join(';', (project?.Dimensions ?? new Dictionary<string, string>()).OrderBy(dimension => dimension.Key, StringComparer.Ordinal).Select(dimension => $"{dimension.Key}={dimension.Value}"));

    /// <summary>The value of one dimension in such a text; empty where it has none.</summary>
    public static string ValueOf(string dimensions, string name) =>
        dimensions.Split(';').Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2 && string.Equals(pair[0], name, StringComparison.OrdinalIgnoreCase)).Select(pair => pair[1]).FirstOrDefault() ?? string.Empty;

    /// <summary>The dimensions that the posting type cannot be booked without and that are not there.</summary>
    public static IEnumerable<string> Missing(SetUpCatalogue setUp, string company, string postingType, string dimensions)
    {
        var given = dimensions.Split(';').Select(pair => pair.Split('=')[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return setUp.Dimensions(company)
            .Where(dimension => (dimension.RequiredFor ?? []).Contains(postingType, StringComparer.Ordinal) && !given.Contains(dimension.Name))
            .Select(dimension => dimension.Name);
    }
}
