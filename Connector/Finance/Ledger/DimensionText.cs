using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.Ledger;

/// <summary>Reads financial dimensions that a user wrote as Name=value pairs separated by semicolons.</summary>
internal static class DimensionText
{
    /// <summary>The pairs in the order of their names, spelled as set-up spells them, or what is wrong with them.</summary>
    public static (string Dimensions, string? Fault) Read(SetupCatalog setUp, string company, string text)
    {
        var dimensions = setUp.Dimensions(company).ToDictionary(dimension => dimension.Name, StringComparer.OrdinalIgnoreCase);
        var read = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = pair.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2 || !dimensions.TryGetValue(parts[0], out var dimension))
            {
                return (
                    text,
                    $"holds {pair}; dimensions of {company} are {string.Join(", ", dimensions.Keys.Order(StringComparer.Ordinal))}, written as "
                        + "Name=value;Name=value"
                );
            }

            if (dimension.Values.FirstOrDefault(value => string.Equals(value, parts[1], StringComparison.OrdinalIgnoreCase)) is not { } value)
            {
                return (text, $"holds {parts[1]}, which is not a value of dimension {dimension.Name}");
            }

            if (!read.TryAdd(dimension.Name, value))
            {
                return (text, $"names dimension {dimension.Name} twice");
            }
        }

        return (string.Join(';', read.Select(pair => $"{pair.Key}={pair.Value}")), null);
    }
}
