using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Bugs;

/// <summary>A fixed rate is agreed with the customer, for what is sold: Project Operations documents it for sales amounts only.</summary>
[TestClass]
public sealed class When_cost_is_under_a_contract_with_a_fixed_rate
{
    [TestMethod]
    public async Task It_is_booked_at_the_daily_rate_and_the_sales_at_the_fixed_one()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Line("work", 100m).Cost("work", 20m).PostAsync(host);
        CollectionAssert.AreEquivalent(
            new[]
            {
                "Project - cost|20|25.4|23",
                "Project - payroll allocation|-20|-25.4|-23",
                "Project - WIP - sales value|100|125|115",
                "Project - accrued revenue|-100|-125|-115",
            },
            await Books.OfJournalsAsync(host)
        );
    }

    [TestMethod]
    public async Task Without_a_daily_rate_it_waits_for_one()
    {
        await using var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        setUp["exchangeRates"]!.AsArray().RemoveAt(0);
        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-1").Cost("work", 20m).SendRowsAsync(host);
        var message = (await host.ImportAsync()).Ok().Json["messages"]!.AsArray().Single()!;
        Assert.AreEqual(RateErrors.NoRate.Code, (string?)message["code"]);
    }

    [TestMethod]
    public async Task A_changed_agreement_leaves_a_draft_line_of_cost_as_it_is()
    {
        await using var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-1").Cost("work", 20m).SendRowsAsync(host);
        (await host.ImportAsync()).Ok();
        setUp["fixedRateAgreements"]![0]!["rate"] = 1.5m;
        (await host.SetupAsync(setUp)).Ok();
        Assert.AreEqual("1.27", Books.Number((await host.RowsAsync("ProjIntegrationJournalLines")).Single()["ExchangeRate"]));
    }
}
