using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Solution.Tests.Packing.Shapes;

/// <summary>What exports say about one attribute or child element of a kind.</summary>
/// <param name="IsAlways">Whether every export has it.</param>
/// <param name="Values">All values seen; null: any.</param>
/// <param name="Forms">All forms of values seen; null: any.</param>
internal sealed record ElementRule(string Name, bool IsAlways, IReadOnlyList<string>? Values, IReadOnlyList<string>? Forms)
{
    private static readonly Dictionary<string, string> Patterns = new(StringComparer.Ordinal)
    {
        ["guid"] = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        ["{guid}"] = @"\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}",
        ["{GUID}"] = @"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}",
        ["version"] = @"\d+(\.\d+){2,3}",
        ["n.n"] = @"\d+\.\d+",
        ["number"] = @"-?\d+",
        ["lower"] = "[a-z0-9_]+",
        ["prv*"] = @"prv\w+",
    };

    public static ElementRule Read(JsonProperty property)
    {
        const string Forms = "form ";
        var text = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString() : null;
        return new ElementRule(
            property.Name.TrimEnd('!'),
            property.Name.EndsWith('!'),
            property.Value.ValueKind == JsonValueKind.Array ? [.. property.Value.EnumerateArray().Select(value => value.GetString()!)] : null,
            text?.StartsWith(Forms, StringComparison.Ordinal) == true ? text[Forms.Length..].Split(' ') : null
        );
    }

    /// <summary>What is wrong with a value; null where it is one that was seen.</summary>
    public string? FaultOf(string value)
    {
        if (Values is not null && !Values.Any(seen => IsSame(seen, value)))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Name} is {value}, which was never seen");
        }

        return Forms?.Any(form => Regex.IsMatch(value, $"^{Patterns[form]}$", RegexOptions.CultureInvariant)) == false
            ? $"{Name} is no {string.Join(" or ", Forms)}"
            : null;
    }

    // A star stands for the name of a table or of a file.
    private static bool IsSame(string seen, string value) =>
        seen == value
        || (
            seen.Contains('*', StringComparison.Ordinal)
            && Regex.IsMatch(value, $"^{Regex.Escape(seen).Replace(@"\*", @"\w+", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant)
        );
}
