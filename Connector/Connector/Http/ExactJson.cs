using System.Globalization;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace ProjectInvoice.Connector.Http;

/// <summary>Reads JSON text of which no number may be rounded: what a decimal cannot hold exactly is refused by its name.</summary>
internal static class ExactJson
{
    /// <summary>Most significant digits of a number, and most decimal places: a decimal holds these without rounding.</summary>
    public const int MostDigits = 28;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };

    /// <summary>Reads one JSON text.</summary>
    /// <param name="utf8">The text.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="Newtonsoft.Json.JsonException">A name stands twice in an object.</exception>
    /// <exception cref="OverflowException">A number would be rounded; the message names it.</exception>
    public static JToken Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, Strict);
        var name = "";
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name = reader.GetString() ?? "";
            }
            else if (reader.TokenType == JsonTokenType.Number && !IsExact(System.Text.Encoding.ASCII.GetString(reader.ValueSpan)))
            {
                throw new OverflowException($"{name} is a number of more than {MostDigits} digits");
            }
        }

        return NewtonsoftSerializer.Parse(System.Text.Encoding.UTF8.GetString(utf8));
    }

    private static bool IsExact(string number)
    {
        var mantissa = number.TrimStart('-').Split('e', 'E');
        var parts = mantissa[0].Split('.');
        var fraction = parts.Length > 1 ? parts[1].TrimEnd('0') : "";
        var digits = (parts[0] + fraction).Trim('0').Length;
        var exponent = 0;
        return (mantissa.Length == 1 || int.TryParse(mantissa[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            && Math.Abs((long)exponent) <= MostDigits
            && digits <= MostDigits
            && parts[0].TrimStart('0').Length + exponent <= MostDigits
            && fraction.Length - exponent <= MostDigits;
    }
}
