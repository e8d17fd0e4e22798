using System.Globalization;
using System.Text.Json.Nodes;
using LocalEnvironment.Dataverse;

namespace LocalEnvironment.Input;

/// <summary>Turns the text of a field into what the Web API takes, by the type of its column (invariant culture, dates ISO 8601).</summary>
internal static class FieldValue
{
    // What ISO 8601 writes with separators; anything else means another day in another country.
    private static readonly string[] Moments = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    public static bool TryRead(ColumnDefinition column, string text, out JsonNode? value, out string expected)
    {
        value = null;
        (expected, var read) = column.Type switch
        {
            "String" or "Memo" => ("text", JsonValue.Create(text)),
            "Integer" or "Picklist" or "State" or "Status" => (
                "whole number",
                int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole) : null
            ),
            "BigInt" => (
                "whole number",
                long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large) ? JsonValue.Create(large) : null
            ),
            "Decimal" or "Money" or "Double" => (
                "number",
                decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    ? JsonValue.Create(number)
                    : null
            ),
            "Boolean" => ("True or False", BooleanOf(text)),
            "Uniqueidentifier" => ("GUID", Guid.TryParse(text, out var id) ? JsonValue.Create(id) : null),
            "DateTime" => (column.DateOnly ? "day (ISO 8601: 2026-09-30)" : "date (ISO 8601: 2026-09-30 or 2026-09-30T08:30:00Z)", DateOf(column, text)),
            _ => ($"value of type {column.Type}", (JsonValue?)null),
        };
        value = read;
        return read is not null;
    }

    private static JsonValue? BooleanOf(string text) =>
        text switch
        {
            "1" => JsonValue.Create(true),
            "0" => JsonValue.Create(false),
            _ => bool.TryParse(text, out var value) ? JsonValue.Create(value) : null,
        };

    private static JsonValue? DateOf(ColumnDefinition column, string text)
    {
        if (!DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return null;
        }

        if (!column.DateOnly)
        {
            return JsonValue.Create(moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture));
        }

        // A day has no time that could be cut off.
        return moment.TimeOfDay == TimeSpan.Zero ? JsonValue.Create(moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null;
    }
}
