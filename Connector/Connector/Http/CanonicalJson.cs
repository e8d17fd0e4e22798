using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ProjectInvoice.Connector.Http;

/// <summary>One text for one content: properties sorted, numbers without trailing zeros. Two texts with the same content have the same hash.</summary>
internal static class CanonicalJson
{
    /// <summary>Lower-case hexadecimal SHA-256 of the canonical text.</summary>
    /// <param name="token">The content.</param>
    public static string Hash(JToken token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(token))));

    /// <summary>The same of the properties of a row that count.</summary>
    /// <param name="row">The row.</param>
    /// <param name="counts">Whether the property of a name counts.</param>
    public static string Hash(JObject row, Func<string, bool> counts)
    {
        var text = new StringBuilder();
        Append(text, row.Properties().Where(property => counts(property.Name)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The canonical text.</summary>
    /// <param name="token">The content.</param>
    public static string Write(JToken token)
    {
        var text = new StringBuilder();
        Append(text, token);
        return text.ToString();
    }

    /// <summary>The value of a number without trailing zeros, and nothing without a sign: 10.00 becomes 10, -0.0 becomes 0.</summary>
    /// <param name="value">The number.</param>
    public static decimal Normalize(decimal value) => value == 0m ? 0m : value / 1.000000000000000000000000000000000m;

    private static void Append(StringBuilder text, JToken token)
    {
        switch (token)
        {
            case JObject row:
                Append(text, row.Properties());
                break;
            case JArray items:
                text.Append('[');
                foreach (var item in items)
                {
                    Append(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JValue { Type: JTokenType.Integer or JTokenType.Float } number:
                text.Append(Normalize(number.ToObject<decimal>()).ToString(CultureInfo.InvariantCulture));
                break;
            default:
                text.Append(token.ToString(Formatting.None));
                break;
        }
    }

    private static void Append(StringBuilder text, IEnumerable<JProperty> properties)
    {
        text.Append('{');
        foreach (var property in properties.OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            text.Append(JsonConvert.ToString(property.Name)).Append(':');
            Append(text, property.Value);
            text.Append(',');
        }

        text.Append('}');
    }
}
