using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Bugs;

[TestClass]
public sealed class When_a_company_reports_in_its_accounting_currency
{
    [TestMethod]
    [DataRow("USD")]
    [DataRow(null)]
    public async Task Both_amounts_are_the_same_and_no_reporting_rate_is_asked_for(string? reporting)
    {
        await using var host = await FinanceHost.StartAsync(FinanceSample.RetainerArgument);
        var setUp = FinanceSample.Setup();
        setUp["companies"]![0]!["reportingCurrency"] = reporting;
        var rates = setUp["exchangeRates"]!.AsArray();
        foreach (var rate in rates.Where(rate => (string?)rate!["type"] == "Reporting").ToList())
        {
            rates.Remove(rate);
        }

        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-1").Line("work", 1000m).Cost("work", 100m).PostAsync(host);
        await new TestInvoice("PF-2").Retainer("advance", 333.33m).PostAsync(host);
        var entries = await host.RowsAsync("GeneralJournalAccountEntries");
        Assert.HasCount(12, entries);
        foreach (var entry in entries)
        {
            Assert.AreEqual((decimal)entry["AccountingAmount"]!, (decimal)entry["ReportingAmount"]!, entry.ToJsonString());
        }
    }

    [TestMethod]
    public async Task A_rate_of_that_currency_to_itself_that_is_set_up_all_the_same_changes_nothing()
    {
        await using var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        setUp["companies"]![0]!["reportingCurrency"] = "USD";
        setUp["exchangeRates"]!
            .AsArray()
            .Add(
                new System.Text.Json.Nodes.JsonObject
                {
                    ["type"] = "Reporting",
                    ["from"] = "GBP",
                    ["to"] = "USD",
                    ["validFrom"] = "2026-01-01",
                    ["rate"] = 1.27m,
                }
            );
        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-1").Line("work", 1000m).PostAsync(host);
        CollectionAssert.AreEqual(
            new[] { "Project - WIP - sales value|1000|1250|1250", "Project - accrued revenue|-1000|-1250|-1250" },
            await Books.OfJournalsAsync(host)
        );
    }
}
