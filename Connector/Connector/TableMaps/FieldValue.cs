using System.Globalization;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Http;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>Turns a value of Dataverse into one of the type that finance's property has. Nothing is rounded or cut.</summary>
internal static class FieldValue
{
    /// <summary>Converts a value; null where it has no such form.</summary>
    /// <param name="value">A value that is not empty.</param>
    public static JValue? Convert(JValue value, FinanceProperty property)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(property);
        var text = Text(value);
        if (property.Members is { } members)
        {
            return members.Contains(text) ? new JValue(text) : null;
        }

        return property.Type switch
        {
            "Edm.String" => new JValue(text),
            "Edm.Guid" => Guid.TryParse(text, out var id) ? new JValue(id.ToString("D")) : null,
            "Edm.Boolean" => bool.TryParse(text, out var flag) ? new JValue(flag) : null,
            "Edm.Int32" => Number(text) is { } number && number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue
                ? new JValue((int)number)
                : null,
            "Edm.Int64" => Number(text) is { } number && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue
                ? new JValue((long)number)
                : null,
            "Edm.Decimal" => Number(text) is { } number ? new JValue(CanonicalJson.Normalize(number)) : null,
            "Edm.Date" => Date(text) is { } date ? new JValue(date.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null,
            "Edm.DateTimeOffset" => Date(text) is { } date
                ? new JValue(date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
                : null,
            _ => null,
        };
    }

    /// <summary>The value as text, as value maps write it.</summary>
    public static string Text(JValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Value switch
        {
            null => "",
            bool flag => flag ? "true" : "false",
            decimal number => CanonicalJson.Normalize(number).ToString(CultureInfo.InvariantCulture),
            _ => System.Convert.ToString(value.Value, CultureInfo.InvariantCulture) ?? "",
        };
    }

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTimeOffset? Date(string text) => CalendarDay.TryParse(text, out var date) ? date : null;
}
