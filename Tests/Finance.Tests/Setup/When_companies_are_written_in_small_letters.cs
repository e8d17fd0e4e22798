using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Storage;
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

    [TestMethod]
    public async Task What_an_earlier_release_stored_so_is_found()
    {
        await using var database = await TestDatabase.CreateAsync();
        string before;
        await using (var earlier = await FinanceHost.StartOnAsync(database, null))
        {
            (await earlier.SetupAsync(FinanceSample.Setup())).Ok();
            before = (await earlier.GetAsync("/api/setup")).Text;
            await using var session = await earlier.Services.GetRequiredService<FinanceDatabase>().BeginAsync(CancellationToken.None);
            await session.Context.Database.ExecuteSqlRawAsync("""UPDATE "Company" SET "Id" = lower("Id")""");
            await session.Context.Database.ExecuteSqlRawAsync("""UPDATE "Customer" SET "Company" = lower("Company")""");
            await session.Context.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" LIKE '%CompaniesInCapitals'""");
            await session.CommitAsync(CancellationToken.None);
        }

        await using var host = await FinanceHost.StartOnAsync(database, null);
        Assert.AreEqual(before, (await host.GetAsync("/api/setup")).Text);
        (await host.GetAsync($"/data/{Customer}?cross-company=true")).Ok();
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
