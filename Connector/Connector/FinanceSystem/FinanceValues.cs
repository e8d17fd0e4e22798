using System.Globalization;
using Newtonsoft.Json.Linq;

namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>Values of finance as what they mean, by the type that $metadata names: the same value may be spelled in several ways.</summary>
/// <param name="profile">How this finance spells.</param>
internal sealed class FinanceValues(FinanceProfile profile)
{
    // The products' ways to say that a date was not given.
    private static readonly DateTime[] NoDates = [new(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc), DateTime.MinValue];

    /// <summary>Whether finance holds what was sent.</summary>
    /// <param name="ours">What was sent; null where nothing was.</param>
    /// <param name="theirs">What finance reads.</param>
    public bool AreEqual(JToken? ours, JToken? theirs, FinanceProperty property)
    {
        ArgumentNullException.ThrowIfNull(property);
        var (left, right) = (Canonical(ours, property), Canonical(theirs, property));
        return left == right
            || (left.Length == 0 && profile.UnsetReadsAsDefault && IsDefault(right, property))
            || (property.Type == "Edm.DateTimeOffset" && IsSameDay(ours, theirs));
    }

    /// <summary>The key of a row as one text, the same for every spelling.</summary>
    /// <param name="row">A row that holds the key.</param>
    public static string Key(FinanceSet set, JObject row)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(row);

        // Whether two keys are one, finance decides, and the product does so without regard to case.
        return string.Join('\n', set.Keys.Select(key => Canonical(row[key], set.Properties[key]))).ToUpperInvariant();
    }

    /// <summary>A row as this finance spells it.</summary>
    public JObject Spelled(FinanceSet set, JObject row)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(row);
        var spelled = new JObject();
        foreach (var property in row.Properties())
        {
            spelled.Add(property.Name, set.Properties.TryGetValue(property.Name, out var definition) ? Spelled(property.Value, definition) : property.Value);
        }

        return spelled;
    }

    private JToken Spelled(JToken value, FinanceProperty property)
    {
        if (value is not JValue { Value: not null } given)
        {
            return value;
        }

        return property.Type switch
        {
            "Edm.String" when IsCompany(property) => profile.Companies switch
            {
                LetterCase.Lower => Text(given).ToLowerInvariant(),
                LetterCase.Upper => Text(given).ToUpperInvariant(),
                _ => value,
            },
            "Edm.DateTimeOffset" when Instant(given) is { TimeOfDay.Ticks: 0 } day && profile.TimeOfDays != TimeOnly.MinValue => (
                day + profile.TimeOfDays.ToTimeSpan()
            ).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            "Edm.Decimal" or "Edm.Int64" when profile.NumbersAreText => Text(given),
            _ => value,
        };
    }

    // A day was sent as midnight, and reads with the time of day that this finance gives to days.
    private bool IsSameDay(JToken? ours, JToken? theirs) =>
        Instant(ours) is { TimeOfDay.Ticks: 0 } sent && Instant(theirs) is { } held && sent + profile.TimeOfDays.ToTimeSpan() == held;

    private static string Canonical(JToken? token, FinanceProperty property)
    {
        if (token is not JValue { Value: not null } value || Text(value).Length == 0)
        {
            return "";
        }

        return property switch
        {
            { IsEnumeration: true } => Symbol(Text(value), property),
            { Type: "Edm.String" } => IsCompany(property) ? Text(value).TrimEnd(' ').ToUpperInvariant() : Text(value).TrimEnd(' '),
            { Type: "Edm.Guid" } => Guid.TryParse(Text(value), out var id)
                ? id == Guid.Empty
                    ? ""
                    : id.ToString("D")
                : Unknown(value),
            { Type: "Edm.Boolean" } => bool.TryParse(Text(value), out var flag)
                ? flag
                    ? "true"
                    : "false"
                : Unknown(value),
            { Type: "Edm.Date" } => Instant(value) is { } at
                ? NoDates.Contains(at.Date)
                    ? ""
                    : at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                : Unknown(value),
            { Type: "Edm.DateTimeOffset" } => Instant(value) is { } at
                ? NoDates.Contains(at.Date)
                    ? ""
                    : at.ToString("O", CultureInfo.InvariantCulture)
                : Unknown(value),
            { Type: "Edm.Decimal" or "Edm.Double" or "Edm.Single" or "Edm.Int64" or "Edm.Int32" or "Edm.Int16" or "Edm.Byte" } => Number(value) is { } number
                ? Normal(number)
                : Unknown(value),
            _ => Text(value),
        };
    }

    private static bool IsDefault(string canonical, FinanceProperty property) =>
        property.Members is { Count: > 0 } members ? canonical == members[0] : canonical is "0" or "false";

    private static bool IsCompany(FinanceProperty property) => property.Name.EndsWith("DataAreaId", StringComparison.OrdinalIgnoreCase);

    // A symbol, a symbol in quotes behind the name of its type, or the number of the symbol (OData, enumeration literals).
    private static string Symbol(string text, FinanceProperty property)
    {
        var parts = text.Split('\'');
        var given = parts.Length == 3 ? parts[1] : text;
        for (var index = 0; index < property.Members!.Count; index++)
        {
            if (property.Members[index].Equals(given, StringComparison.OrdinalIgnoreCase) || property.Numbers?[index] == given)
            {
                return property.Members[index];
            }
        }

        return "? " + text;
    }

    private static decimal? Number(JValue value) =>
        decimal.TryParse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Normal(decimal number) => number == 0m ? "0" : Http.CanonicalJson.Normalize(number).ToString(CultureInfo.InvariantCulture);

    private static DateTime? Instant(JToken? token) =>
        token is JValue { Value: not null } value
        && DateTimeOffset.TryParse(Text(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at.UtcDateTime
            : null;

    private static string Text(JValue value) => Convert.ToString(value.Value, CultureInfo.InvariantCulture) ?? "";

    private static string Unknown(JValue value) => "? " + Text(value);
}
