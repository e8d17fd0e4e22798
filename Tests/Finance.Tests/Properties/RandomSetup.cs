using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Properties;

/// <summary>A set-up with random currencies, rates, taxes and profile, made from the sample.</summary>
/// <param name="Accounting">Accounting currency.</param>
/// <param name="Reporting">Reporting currency; null for none.</param>
/// <param name="Currency">Currency of the contract.</param>
/// <param name="Rates">Ten-thousandths, taken round by round for every pair and date.</param>
/// <param name="Agreement">A fixed rate in ten-thousandths; 0 for none.</param>
/// <param name="Taxes">Kind and thousandths of a percent of each code.</param>
/// <param name="Inclusive">Whether prices contain the taxes.</param>
/// <param name="OnAccount">Balance or ProfitAndLoss.</param>
/// <param name="Accrues">How many transaction types accrue revenue.</param>
internal sealed record RandomSetup(
    string Accounting,
    string? Reporting,
    string Currency,
    IReadOnlyList<int> Rates,
    int Agreement,
    IReadOnlyList<(string Kind, int Percent)> Taxes,
    bool Inclusive,
    string OnAccount,
    int Accrues
)
{
    public static readonly string[] Currencies = ["USD", "EUR", "GBP", "JPY", "KWD"];

    public static readonly string[] Kinds = ["Standard", "Reduced", "Zero", "Exempt", "ReverseCharge"];

    public int Decimals =>
        Currency switch
        {
            "JPY" => 0,
            "KWD" => 3,
            _ => 2,
        };

    public JsonObject Json()
    {
        var setUp = FinanceSample.Setup();
        setUp["companies"]![0]!["accountingCurrency"] = Accounting;
        setUp["companies"]![0]!["reportingCurrency"] = Reporting;
        setUp["exchangeRates"] = new JsonArray([.. AllRates("2026-01-01", 0), .. AllRates("2026-09-20", 3)]);
        setUp["fixedRateAgreements"] =
            Agreement == 0
                ? []
                : new JsonArray(
                    new JsonObject
                    {
                        ["company"] = "USPM",
                        ["contract"] = "CON-00021",
                        ["currency"] = Currency,
                        ["rate"] = Agreement / 10000m,
                        ["reference"] = "A",
                    }
                );
        setUp["salesTaxCodes"] = new JsonArray([
            .. Taxes.Select(
                (tax, index) =>
                    new JsonObject
                    {
                        ["company"] = "USPM",
                        ["code"] = $"T{index}",
                        ["kind"] = tax.Kind,
                        ["account"] = $"20220{index}",
                        ["rates"] = new JsonArray(new JsonObject { ["validFrom"] = "2020-01-01", ["percent"] = tax.Percent / 1000m }),
                    }
            ),
        ]);
        foreach (var (section, group) in new[] { ("salesTaxGroups", "UK"), ("itemSalesTaxGroups", "FULL") })
        {
            setUp[section] = new JsonArray(
                new JsonObject
                {
                    ["company"] = "USPM",
                    ["group"] = group,
                    ["codes"] = new JsonArray([.. Taxes.Select((_, index) => JsonValue.Create($"T{index}"))]),
                }
            );
        }

        setUp["contracts"]![0]!["currency"] = Currency;
        setUp["contracts"]![0]!["pricesIncludeSalesTax"] = Inclusive;
        setUp["costAndRevenueProfiles"]![0]!["onAccount"] = OnAccount;
        setUp["costAndRevenueProfiles"]![0]!["accrueRevenue"] = new JsonArray([
            .. new[] { "Hour", "Expense", "Item", "Fee" }.Take(Accrues).Select(type => JsonValue.Create(type)),
        ]);
        setUp["parameters"]![0]!["journalPeriodUnit"] = "Months";
        return setUp;
    }

    /// <summary>The same set-up when rates, accounts, percentages, dimensions and the profile of the project have changed.</summary>
    public JsonObject Changed()
    {
        var setUp = (
            this with
            {
                Rates = [.. Rates.Reverse().Select(rate => rate + 77)],
                Agreement = Agreement == 0 ? 0 : Agreement + 1234,
                Taxes = [.. Taxes.Select(tax => (tax.Kind, (tax.Percent + 3333) % 90000))],
                Accrues = 4 - Accrues,
            }
        ).Json();
        foreach (var posting in setUp["ledgerPosting"]!.AsArray())
        {
            posting!["account"] = $"9{posting["account"]}";
        }

        foreach (var code in setUp["salesTaxCodes"]!.AsArray())
        {
            code!["account"] = $"9{code["account"]}";
        }

        setUp["projects"]![0]!["projectGroup"] = "FP";
        setUp["projects"]![0]!["dimensions"]!["Department"] = "025";
        return setUp;
    }

    private IEnumerable<JsonNode> AllRates(string date, int from)
    {
        var index = from;
        foreach (var (type, to) in new[] { ("Default", Accounting), ("Reporting", Reporting) })
        {
            foreach (var currency in Currencies.Where(currency => to is not null && currency != to))
            {
                yield return new JsonObject
                {
                    ["type"] = type,
                    ["from"] = currency,
                    ["to"] = to,
                    ["validFrom"] = date,
                    ["rate"] = Rates[index++ % Rates.Count] / 10000m,
                };
            }
        }
    }
}
