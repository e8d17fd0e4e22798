using Connector.Finance;
using Connector.Http;
using Connector.TableMaps;
using Newtonsoft.Json.Linq;

namespace Connector.Delivery;

/// <summary>Tells whether finance holds a row already, so that a repetition is not taken for a contradiction.</summary>
internal static class ExistingRow
{
    /// <summary>Whether there is a row of this key whose compared fields are all the same.</summary>
    public static async Task<bool> IsSameAsync(FinanceClient finance, BoundMap map, JObject content, string record, CancellationToken cancellation)
    {
        JObject? existing;
        try
        {
            existing = await finance.FindAsync(map.Set!, content, record, cancellation);
        }
        catch (ConnectorException failure) when (failure.Kind == FailureKind.Business)
        {
            return false;
        }

        return existing is not null && map.Fields
            .Where(field => field.Map.Compared)
            .All(field => AreEqual(content[field.Map.Field] as JValue, existing[field.Map.Field] as JValue, field.Property!));
    }

    private static bool AreEqual(JValue? ours, JValue? theirs, FinanceProperty property)
    {
        var left = Canonical(ours, property);
        var right = Canonical(theirs, property);
        return string.Equals(left, right, StringComparison.Ordinal);
    }

    // Finance answers empty text for what was not given, and 1900-01-01 for no date.
    private static string Canonical(JValue? value, FinanceProperty property)
    {
        if (value?.Value is null)
        {
            return "";
        }

        var text = FieldValue.Convert(value, property) is { } converted ? CanonicalJson.Write(converted) : FieldValue.Text(value);
        return text is "\"\"" || text.StartsWith("\"1900-01-01", StringComparison.Ordinal) ? "" : text;
    }
}
