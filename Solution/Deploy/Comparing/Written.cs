using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Solution.Deploy.Comparing;

/// <summary>Values of files and of the Web API in one way of writing.</summary>
internal static class Written
{
    internal static string Of(JToken? value) =>
        value?.Type switch
        {
            null or JTokenType.Null => string.Empty,
            JTokenType.Boolean => (bool)value ? "1" : "0",
            _ => Convert.ToString(((JValue)value).Value, CultureInfo.InvariantCulture) ?? string.Empty,
        };

    /// <summary>A list of names, whose order says nothing.</summary>
    internal static string List(string? names) =>
        string.Join(
            ',',
            (names ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal)
        );

    internal static string Id(string? id) => Guid.TryParse(id, out var parsed) ? parsed.ToString("D") : string.Empty;
}
