using System.Globalization;
using System.Text.Json.Nodes;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>What the connector answers when it is asked for the highest numbers that it was told, written from the contract.</summary>
internal static class NumbersTold
{
    public static JsonObject Of(IEnumerable<JsonNode> parts, Guid source)
    {
        var told = parts.Where(part => Guid.TryParse((string?)part["source"], out var books) && books == source).ToList();
        var numbers = told.SelectMany(part =>
                part["numbers"]!
                    .AsArray()
                    .Select(number => (Company: (string)part["company"]!, Reference: (string)number!["reference"]!, Number: (long)number["number"]!))
            )
            .GroupBy(number => (number.Company, number.Reference))
            .Select(group => new JsonObject
            {
                ["company"] = group.Key.Company,
                ["reference"] = group.Key.Reference,
                ["number"] = group.Max(number => number.Number),
            });
        return new JsonObject
        {
            ["source"] = source.ToString("d", CultureInfo.InvariantCulture),
            ["generation"] = told.Select(part => (int)part["generation"]!).DefaultIfEmpty(0).Max(),
            ["numbers"] = new JsonArray([.. numbers]),
        };
    }
}
