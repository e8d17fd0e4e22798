using System.Text.Json.Nodes;

namespace ProjectInvoice.Finance.Tests.Properties;

/// <summary>A random set-up whose rates and percentages change on some days, a retainer in it, and what becomes of it.</summary>
/// <param name="Units">The amount of the retainer in the smallest unit of its currency.</param>
/// <param name="Day">The day of its invoice.</param>
/// <param name="Percents">Thousandths of a percent to add to each code from each of the days on.</param>
/// <param name="Steps">The invoices after it.</param>
internal sealed record RandomRetainer(RandomSetup Setup, int Units, int Day, IReadOnlyList<int> Percents, IReadOnlyList<RandomStep> Steps)
{
    public decimal Amount(decimal units) =>
        units
        / (
            Setup.Decimals switch
            {
                0 => 1m,
                3 => 1000m,
                _ => 100m,
            }
        );

    public JsonObject Json()
    {
        var setUp = Setup.Json();
        var rates = setUp["exchangeRates"]!.AsArray();
        foreach (var (rate, index) in rates.Select((rate, index) => (rate!.DeepClone(), index)).ToList())
        {
            rate["validFrom"] = $"2026-09-{5 + (index % 13):00}";
            rate["rate"] = Math.Round(Setup.Rates[(index + 5) % Setup.Rates.Count] / 7000m, 10, MidpointRounding.AwayFromZero);
            if (rates.All(other => Key(other!) != Key(rate)))
            {
                rates.Add(rate);
            }
        }

        foreach (var code in setUp["salesTaxCodes"]!.AsArray())
        {
            var first = (decimal)code!["rates"]![0]!["percent"]!;
            foreach (var (percent, index) in Percents.Select((percent, index) => (percent, index)))
            {
                code["rates"]!.AsArray().Add(new JsonObject { ["validFrom"] = $"2026-09-{8 + (7 * index):00}", ["percent"] = first + (percent / 1000m) });
            }
        }

        return setUp;
    }

    private static string Key(JsonNode rate) => $"{rate["type"]} {rate["from"]} {rate["to"]} {rate["validFrom"]}";
}
