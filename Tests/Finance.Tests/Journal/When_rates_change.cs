using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Journal;

[TestClass]
public sealed class When_rates_change
{
    private const string Lines = "ProjIntegrationJournalLines";
    private const string Draft = "$filter=Status eq Microsoft.Dynamics.DataEntities.JournalStatus'Draft'&";
    private const string Dollars = "1 100 0.91 91";
    private const string Key = "(dataAreaId='USPM',Contract='CON-00021',Currency='GBP')";

    [TestMethod]
    public async Task An_agreement_changed_between_journal_and_invoice_leaves_work_in_progress_at_the_old_rate()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Line("work", 1000m, 4).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        (await host.SetupAsync(WithAgreement(1.5m))).Ok();
        (await host.PostProposalAsync("PF-1")).Ok();
        CollectionAssert.AreEqual(
            new[] { "Project - WIP - sales value|1000|1250|1150", "Project - accrued revenue|-1000|-1250|-1150" },
            await Books.OfJournalsAsync(host)
        );
        CollectionAssert.AreEqual(
            new[]
            {
                "Project - WIP - sales value|-1000|-1250|-1150",
                "Project - accrued revenue|1000|1250|1150",
                "Project - invoiced revenue|-1000|-1500|-1150",
                "Sales tax|-200|-300|-230",
                "Customer balance|1200|1800|1380",
            },
            await Books.OfInvoiceAsync(host, "PF-1")
        );
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    [DataRow("1.5", "1.5")]
    [DataRow(null, "1.27")]
    public async Task Draft_lines_take_a_changed_or_removed_agreement_at_once_and_posted_ones_never(string? agreed, string expected)
    {
        await using var host = await StartAsync();
        await SendAsync(host, FinanceSample.Actual("posted", "Sales", 100m));
        (await host.ImportAsync()).Ok();
        (await host.PostJournalsAsync()).Ok();
        await SendAsync(host, FinanceSample.Actual("draft", "Sales", 100m));
        (await host.ImportAsync()).Ok();
        (await host.SetupAsync(WithAgreement(agreed is null ? null : decimal.Parse(agreed, System.Globalization.CultureInfo.InvariantCulture)))).Ok();
        CollectionAssert.AreEqual(
            new[]
            {
                "1.25 125 1.15 115",
                $"{expected} {Books.Number(100m * decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture))} 1.15 115",
            },
            await RatesAsync(host)
        );
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Draft_lines_show_the_daily_rate_of_their_date_when_it_changes()
    {
        await using var host = await StartAsync();
        await SendAsync(host, FinanceSample.Actual("draft", "Cost", 100m, contract: "CON-EUR", project: "PRJ-EUR", currency: "EUR"));
        (await host.ImportAsync()).Ok();
        CollectionAssert.AreEqual(new[] { "1.1 110 1 100" }, await RatesAsync(host));
        var setUp = FinanceSample.Setup();
        setUp["exchangeRates"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["type"] = "Default",
                    ["from"] = "EUR",
                    ["to"] = "USD",
                    ["validFrom"] = "2026-09-15",
                    ["rate"] = 1.15m,
                }
            );
        (await host.SetupAsync(setUp)).Ok();
        CollectionAssert.AreEqual(new[] { "1.15 115 1 100" }, await RatesAsync(host));
        (await host.PostJournalsAsync()).Ok();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        CollectionAssert.AreEqual(new[] { "1.15 115 1 100" }, await RatesAsync(host));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task An_agreement_that_is_added_changed_and_removed_as_a_record_rates_drafts_and_open_proposals_and_nothing_posted()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-0").Line("posted", 100m).PostAsync(host);
        await new TestInvoice("PF-1").Line("ready", 100m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        await SendAsync(
            host,
            FinanceSample.Actual("draft", "Sales", 100m),
            FinanceSample.Actual("dollars", "Cost", 100m, contract: "CON-USD", project: "PRJ-USD", currency: "USD")
        );
        (await host.ImportAsync()).Ok();
        var posted = await PostedAsync(host);
        CollectionAssert.AreEqual(new[] { "1.25 125 1.15 115", Dollars }, await RatesAsync(host, Draft));

        await AgreeAsync(host, HttpMethod.Delete, Key, null);
        CollectionAssert.AreEqual(new[] { "1.27 127 1.15 115", Dollars }, await RatesAsync(host, Draft));
        Assert.AreEqual("1.27", await ProposalRateAsync(host));
        await AgreeAsync(
            host,
            HttpMethod.Post,
            string.Empty,
            new JsonObject
            {
                ["Contract"] = "CON-00021",
                ["Currency"] = "GBP",
                ["Rate"] = 1.5m,
                ["Reference"] = "AGR-8",
            }
        );
        CollectionAssert.AreEqual(new[] { "1.5 150 1.15 115", Dollars }, await RatesAsync(host, Draft));
        Assert.AreEqual("1.5", await ProposalRateAsync(host));
        await AgreeAsync(host, HttpMethod.Patch, Key, new JsonObject { ["Rate"] = 1.6m });
        CollectionAssert.AreEqual(new[] { "1.6 160 1.15 115", Dollars }, await RatesAsync(host, Draft));
        Assert.AreEqual("1.6", await ProposalRateAsync(host));
        Assert.AreEqual(posted, await PostedAsync(host));

        var refused = await host.SendAsync(
            "Finance.Administrator",
            HttpMethod.Patch,
            $"/data/FixedRateAgreements{Key}?cross-company=true",
            new JsonObject { ["Rate"] = -1m }
        );
        Assert.AreEqual(400, refused.Status, refused.Text);
        CollectionAssert.AreEqual(new[] { "1.6 160 1.15 115", Dollars }, await RatesAsync(host, Draft));

        (await host.PostJournalsAsync()).Ok();
        (await host.PostProposalAsync("PF-1")).Ok();
        await AgreeAsync(host, HttpMethod.Delete, Key, null);
        StringAssert.Contains(string.Join('\n', await Books.OfInvoiceAsync(host, "PF-1")), "Customer balance|120|192|138");
        CollectionAssert.Contains(await RatesAsync(host), "1.6 160 1.15 115");
        await host.BooksAgreeAsync();
    }

    private static async Task AgreeAsync(FinanceHost host, HttpMethod method, string key, JsonObject? agreement) =>
        (await host.SendAsync("Finance.Administrator", method, $"/data/FixedRateAgreements{key}?cross-company=true", agreement)).Ok();

    private static async Task<string> ProposalRateAsync(FinanceHost host) =>
        Books.Number((await host.GetAsync("/api/proposals/USPM/PF-1/review")).Ok().Json["exchangeRate"]);

    private static async Task<string> PostedAsync(FinanceHost host)
    {
        var rows = new List<JsonNode>();
        foreach (var set in new[] { "GeneralJournalAccountEntries", "ProjTransactions", "ProjInvoices" })
        {
            rows.AddRange(await host.RowsAsync(set));
        }

        rows.AddRange(await host.RowsAsync(Lines, "$filter=Status eq Microsoft.Dynamics.DataEntities.JournalStatus'Posted'"));
        return string.Join('\n', rows.Select(row => row.ToJsonString()));
    }

    private static JsonObject WithAgreement(decimal? rate)
    {
        var setUp = FinanceSample.Setup();
        if (rate is null)
        {
            setUp["fixedRateAgreements"] = new JsonArray();
        }
        else
        {
            setUp["fixedRateAgreements"]![0]!["rate"] = rate;
        }

        return setUp;
    }

    private static async Task<List<string>> RatesAsync(FinanceHost host, string filter = "") =>
        (await host.RowsAsync(Lines, $"{filter}$orderby=JournalId,LineNumber")).ConvertAll(line =>
            string.Join(
                ' ',
                Books.Number(line["ExchangeRate"]),
                Books.Number(line["AccountingAmount"]),
                Books.Number(line["ReportingRate"]),
                Books.Number(line["ReportingAmount"])
            )
        );

    private static async Task SendAsync(FinanceHost host, params JsonObject[] rows) => (await host.SendRowsAsync("ProjActualsImports", rows)).Ok();

    private static async Task<FinanceHost> StartAsync()
    {
        var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        return host;
    }
}
