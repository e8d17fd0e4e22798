using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Setup;

/// <summary>The product compares company ids without regard to case.</summary>
[TestClass]
public sealed class When_companies_are_written_in_small_letters
{
    private const string Administrator = "Finance.Administrator";
    private const string Customer = "Customers(dataAreaId='uspm',Account='C-0001')";

    [TestMethod]
    public async Task They_are_those_in_capitals_wherever_they_stand()
    {
        await using var host = await FinanceHost.StartAsync("--DefaultCompany=uspm");
        var setUp = FinanceSample.Setup();
        (await host.SetupAsync(setUp)).Ok();
        var inCapitals = (await host.GetAsync("/api/setup")).Ok().Text;
        (await host.SetupAsync(Small(setUp))).Ok();
        Assert.AreEqual(inCapitals, (await host.GetAsync("/api/setup")).Ok().Text);
        var all = (await host.RowsAsync("Customers")).Count(row => (string?)row["dataAreaId"] == "USPM");
        Assert.HasCount(all, await host.RowsAsync("Customers", "$filter=dataAreaId eq 'uspm'"));
        Assert.HasCount(all, (await host.GetAsync("/data/Customers")).Ok().Json["value"]!.AsArray());
        Assert.AreEqual("USPM", (string?)(await host.GetAsync($"/data/{Customer}")).Ok().Json["dataAreaId"]);
        Assert.AreEqual("USPM", (string?)(await host.GetAsync("/data/Companies('uspm')")).Ok().Json["Id"]);
        Assert.HasCount(1, await host.RowsAsync("Companies", "$filter=Id eq 'uspm'"));
        (await host.SendAsync(Administrator, HttpMethod.Patch, $"/data/{Customer}", new JsonObject { ["Name"] = "Coho", ["dataAreaId"] = "uSpm" })).Ok();
        (
            await host.SendAsync(
                Administrator,
                HttpMethod.Post,
                "/data/TermsOfPayment",
                new JsonObject
                {
                    ["dataAreaId"] = "uspm",
                    ["Code"] = "Net7",
                    ["Days"] = 7,
                    ["From"] = "InvoiceDate",
                }
            )
        ).Ok();
        Assert.AreEqual("USPM", (string?)(await host.GetAsync("/data/TermsOfPayment(Code='Net7', dataAreaId='uspm')")).Ok().Json["dataAreaId"]);
        await new TestInvoice("PF-1").Line("a", 10m).PostAsync(host);
        await host.BooksAgreeAsync();
    }

    private static JsonObject Small(JsonObject setUp)
    {
        var small = (JsonObject)setUp.DeepClone();
        foreach (
            var record in small
                .SelectMany(section => section.Value!.AsArray())
                .Select(record => record!.AsObject())
                .Where(record => record["company"] is not null)
        )
        {
            record["company"] = ((string)record["company"]!).ToLowerInvariant();
        }

        foreach (var company in small["companies"]!.AsArray())
        {
            company!["id"] = ((string)company["id"]!).ToLowerInvariant();
        }

        return small;
    }
}
