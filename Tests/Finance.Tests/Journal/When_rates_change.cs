using System.Text.Json.Nodes;
using Finance.Tests.Support;

namespace Finance.Tests.Journal;

[TestClass]
public sealed class When_rates_change
{
    [TestMethod]
    public async Task An_agreement_changed_between_journal_and_invoice_leaves_work_in_progress_at_the_old_rate()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Line("work", 1000m, 4).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        (await host.SetUpAsync(WithAgreement(1.5m))).Ok();
        (await host.PostProposalAsync("PF-1")).Ok();
        CollectionAssert.AreEqual(new[] { "Project - WIP - sales value|1000|1250|1150", "Project - accrued revenue|-1000|-1250|-1150" }, await Books.OfJournalsAsync(host));
        CollectionAssert.AreEqual(
            new[]
            {
                "Project - WIP - sales value|-1000|-1250|-1150", "Project - accrued revenue|1000|1250|1150", "Project - invoiced revenue|-1000|-1500|-1150",
                "Sales tax|-200|-300|-230", "Customer balance|1200|1800|1380",
            },
            await Books.OfInvoiceAsync(host, "PF-1"));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    [DataRow("1.5", "1.5")]
    [DataRow(null, "1.27")]
    public async Task Draft_lines_take_a_changed_or_removed_agreement_at_once_and_posted_ones_never(string? agreed, string expected)
    {
        await using var host = await StartAsync();
        await SendAsync(host, FinanceSample.Actual("posted", "Cost", 100m));
        (await host.ImportAsync()).Ok();
        (await host.PostJournalsAsync()).Ok();
        await SendAsync(host, FinanceSample.Actual("draft", "Cost", 100m));
        (await host.ImportAsync()).Ok();
        (await host.SetUpAsync(WithAgreement(agreed is null ? null : decimal.Parse(agreed, System.Globalization.CultureInfo.InvariantCulture)))).Ok();
        CollectionAssert.AreEqual(new[] { "1.25 125 1.15 115", $"{expected} {Books.Number(100m * decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture))} 1.15 115" }, await RatesAsync(host));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Draft_lines_show_the_daily_rate_of_their_date_when_it_changes()
    {
        await using var host = await StartAsync();
        await SendAsync(host, FinanceSample.Actual("draft", "Cost", 100m, contract: "CON-EUR", project: "PRJ-EUR", currency: "EUR"));
        (await host.ImportAsync()).Ok();
        CollectionAssert.AreEqual(new[] { "1.1 110 1 100" }, await RatesAsync(host));
        var setUp = FinanceSample.SetUp();
        setUp["exchangeRates"]!.AsArray().Add(new JsonObject { ["type"] = "Default", ["from"] = "EUR", ["to"] = "USD", ["validFrom"] = "2026-09-15", ["rate"] = 1.15m });
        (await host.SetUpAsync(setUp)).Ok();
        CollectionAssert.AreEqual(new[] { "1.15 115 1 100" }, await RatesAsync(host));
        (await host.PostJournalsAsync()).Ok();
        (await host.SetUpAsync(FinanceSample.SetUp())).Ok();
        CollectionAssert.AreEqual(new[] { "1.15 115 1 100" }, await RatesAsync(host));
        await host.BooksAgreeAsync();
    }

    private static JsonObject WithAgreement(decimal? rate)
    {
        var setUp = FinanceSample.SetUp();
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

    private static async Task<List<string>> RatesAsync(FinanceHost host) => (await host.RowsAsync("ProjIntegrationJournalLines", "$orderby=JournalId,LineNumber"))
        .ConvertAll(line => string.Join(' ', Books.Number(line["ExchangeRate"]), Books.Number(line["AccountingAmount"]), Books.Number(line["ReportingRate"]), Books.Number(line["ReportingAmount"])));

    private static async Task SendAsync(FinanceHost host, params JsonObject[] rows) => (await host.SendRowsAsync("ProjActualsImports", rows)).Ok();

    private static async Task<FinanceHost> StartAsync()
    {
        var host = await FinanceHost.StartAsync();
        (await host.SetUpAsync(FinanceSample.SetUp())).Ok();
        return host;
    }
}
