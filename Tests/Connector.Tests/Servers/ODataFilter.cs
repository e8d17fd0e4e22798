using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace ProjectInvoice.Connector.Tests.Servers;

/// <summary>
/// What <c>$filter</c> says of a row, as an OData service reads it (OData 4.0, URL conventions, section 5.1): texts, numbers, days, moments, ids, symbols of
/// enumerations behind the name of their type. Written for the scripted servers, so that they do not understand what the connector writes better than others.
/// </summary>
internal sealed partial class ODataFilter
{
    private readonly List<string> tokens;
    private int at;
    private JObject row = [];

    private ODataFilter(string text) => tokens = [.. Token().Matches(text).Select(match => match.Value)];

    public static bool Matches(string? text, JObject row)
    {
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var filter = new ODataFilter(text) { row = row };
        var result = filter.Or();
        Assert.AreEqual(filter.tokens.Count, filter.at, $"not understood behind {string.Join(' ', filter.tokens.Take(filter.at))}");
        return result;
    }

    private bool Or()
    {
        var left = And();
        while (Take("or"))
        {
            left = And() || left;
        }

        return left;
    }

    private bool And()
    {
        var left = Not();
        while (Take("and"))
        {
            left = Not() && left;
        }

        return left;
    }

    private bool Not()
    {
        if (Take("not"))
        {
            return !Not();
        }

        if (Take("("))
        {
            var inner = Or();
            Assert.IsTrue(Take(")"), "a parenthesis is not closed");
            return inner;
        }

        var (name, operation, literal) = (tokens[at++], tokens[at++], tokens[at++]);
        Assert.IsTrue(row.ContainsKey(name), $"there is no property {name} to filter by");
        return Compare((row[name] as JValue)?.Value, operation, literal);
    }

    private static bool Compare(object? value, string operation, string literal)
    {
        var text = literal.Split('\'') is { Length: >= 3 } parts ? string.Join('\'', parts[1..^1]).Replace("''", "'", StringComparison.Ordinal) : literal;
        var order = (value, text) switch
        {
            (null, "null") => 0,
            (null, _) => string.CompareOrdinal("", text),
            (decimal or long or int, _) => Convert.ToDecimal(value, CultureInfo.InvariantCulture).CompareTo(decimal.Parse(text, CultureInfo.InvariantCulture)),
            _ when Moment(value.ToString()!) is { } left && Moment(text) is { } right => left.CompareTo(right),
            _ => string.Compare(value.ToString(), text, StringComparison.OrdinalIgnoreCase),
        };
        return operation switch
        {
            "eq" => order == 0,
            "ne" => order != 0,
            "gt" => order > 0,
            "ge" => order >= 0,
            "lt" => order < 0,
            "le" => order <= 0,
            _ => throw new InvalidOperationException($"There is no operator {operation}."),
        };
    }

    private static DateTimeOffset? Moment(string text) =>
        Day().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private bool Take(string token)
    {
        if (at >= tokens.Count || tokens[at] != token)
        {
            return false;
        }

        at++;
        return true;
    }

    [GeneratedRegex(@"[\w.]*'(?:[^']|'')*'|[()]|[^\s()']+", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}", RegexOptions.CultureInvariant)]
    private static partial Regex Day();
}
