using Newtonsoft.Json.Linq;

namespace ProjectInvoice.Connector.Postings;

/// <summary>Takes the fields of a posting from rows of finance, as a profile names them.</summary>
internal static class PostedFields
{
    private const string OfDocument = "document.";
    private static readonly string[] Amounts = ["accountingAmount", "taxAmount", "accountingTaxAmount"];

    /// <summary>The fields of a posting.</summary>
    /// <param name="row">The row that they are taken from.</param>
    /// <param name="document">The invoice that a line is of; null for none.</param>
    public static JObject Of(IReadOnlyDictionary<string, string> fields, JObject row, JObject? document, bool negated)
    {
        var content = new JObject();
        foreach (var (field, from) in fields)
        {
            var value = from.StartsWith(OfDocument, StringComparison.Ordinal) ? document?[from[OfDocument.Length..]] : row[from];
            content[field] = negated && Amounts.Contains(field) && Number(value) is { } amount ? -amount : value?.DeepClone();
        }

        return content;
    }

    /// <summary>Tells amounts in the currency of the company.</summary>
    public static void Convert(JObject line, IEnumerable<string> fields, decimal rate, int decimals)
    {
        foreach (var field in fields)
        {
            if (Number(line[field]) is { } amount)
            {
                line[field] = Math.Round(amount * rate, decimals, MidpointRounding.AwayFromZero);
            }
        }
    }

    public static decimal? Number(JToken? token) => token is JValue { Type: JTokenType.Integer or JTokenType.Float } number ? number.ToObject<decimal>() : null;

    /// <summary>Whether a property has nothing in it.</summary>
    public static bool IsEmpty(JToken? token) => token is not JValue { Value: not null } value || (value.Value is string { Length: 0 });
}
