using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace EndToEnd.Tests.BillingMethods;

/// <summary>
/// The survey of the sample, whose fixed-price line bears more than its milestone. Its customer pays sales tax, 20 % until October and 25 % from November.
/// </summary>
internal static class HarborSurvey
{
    public const string Number = "PF-1010";
    private const string FixedPriceLine = "bbc47f74-79cd-5ff5-8010-e1e2fc7a9f54";
    private const string FixedPriceInvoiceLine = "1b86b033-82a6-501a-b8b5-7055fa90be6f";
    private const string Cost = "192350000";

    public static GivenData Data()
    {
        var data = GivenData.With(Number);
        data.ChangeFinance(ChangeSetup);
        data.ChangeData(AddWork);
        return data;
    }

    private static void ChangeSetup(JsonNode finance)
    {
        finance["customers"]!.AsArray().Single(customer => (string?)customer!["account"] == "C-0005")!["salesTaxGroup"] = "UK";
        finance["salesTaxCodes"]![0]!["rates"]!.AsArray().Add(new JsonObject { ["validFrom"] = "2026-11-01", ["percent"] = 25 });
        finance["costAndRevenueProfiles"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["company"] = "USPM",
                    ["id"] = "FP",
                    ["billingMethod"] = "Fixed Price",
                    ["postCosts"] = new JsonObject
                    {
                        ["Hour"] = "ProfitAndLoss",
                        ["Expense"] = "ProfitAndLoss",
                        ["Item"] = "ProfitAndLoss",
                    },
                    ["onAccount"] = "Balance",
                    ["accrueRevenue"] = new JsonArray(),
                }
            );
        finance["profileRules"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["company"] = "USPM",
                    ["project"] = null,
                    ["contract"] = null,
                    ["projectGroup"] = "TM",
                    ["billingMethod"] = "Fixed Price",
                    ["profile"] = "FP",
                }
            );
    }

    private static void AddWork(XDocument data)
    {
        var details = GivenData.Records(data, "msdyn_invoicelinetransaction").ToDictionary(record => GivenData.Value(record, "msdyn_description")!);
        Copy(details["Chart fee"], "Fee by hand", 1m, 45m);
        OnFixedPrice(Copy(details["Chart fee"], "Fixed fee", 1m, 300m));
        OnFixedPrice(Copy(details["Echo soundings"], "Fixed time", 2m, 111.11m));
        OnFixedPrice(Copy(details["Hotel Hamburg"], "Fixed hotel", 1m, 80m));
        var costs = GivenData.Records(data, "msdyn_actual").Where(record => GivenData.Value(record, "msdyn_transactiontypecode") == Cost).ToList();
        OnFixedPrice(Copy(costs.Find(record => GivenData.Value(record, "msdyn_description") == "Echo soundings")!, "Fixed time", 2m, 120m));
        OnFixedPrice(Copy(costs.Find(record => GivenData.Value(record, "msdyn_description") == "Hotel Hamburg")!, "Fixed hotel", 1m, 100m));
    }

    private static XElement Copy(XElement record, string description, decimal quantity, decimal price)
    {
        var (copy, id) = (new XElement(record), $"{Guid.NewGuid()}");
        var former = (string)record.Attribute("id")!;
        copy.SetAttributeValue("id", id);
        copy.Elements("field").Single(field => (string?)field.Attribute("value") == former).SetAttributeValue("value", id);
        Set(copy, "msdyn_description", description);
        Set(copy, "msdyn_quantity", quantity.ToString(CultureInfo.InvariantCulture));
        Set(copy, "msdyn_price", price.ToString(CultureInfo.InvariantCulture));
        Set(copy, "msdyn_amount", (quantity * price).ToString(CultureInfo.InvariantCulture));
        record.AddAfterSelf(copy);
        return copy;
    }

    private static void OnFixedPrice(XElement record)
    {
        foreach (var column in new[] { "msdyn_salescontractlineid", "msdyn_salescontractline", "msdyn_valueofsalescontractline" })
        {
            Set(record, column, FixedPriceLine);
        }

        Set(record, "msdyn_invoicelineid", FixedPriceInvoiceLine);
    }

    private static void Set(XElement record, string column, string value) => GivenData.Field(record, column)?.SetAttributeValue("value", value);
}
