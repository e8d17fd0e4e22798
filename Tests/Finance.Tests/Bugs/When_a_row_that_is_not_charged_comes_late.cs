using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Bugs;

/// <summary>It took the rate of whichever row of its invoice came first, that of a credit of another rate among them, and 1 where it found none.</summary>
[TestClass]
public sealed class When_a_row_that_is_not_charged_comes_late
{
    [TestMethod]
    public async Task It_takes_the_rate_that_its_invoice_was_posted_with()
    {
        var setUp = FinanceSample.Setup();
        setUp["fixedRateAgreements"] = new JsonArray();
        setUp["exchangeRates"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["type"] = "Default",
                    ["from"] = "GBP",
                    ["to"] = "USD",
                    ["validFrom"] = "2026-11-01",
                    ["rate"] = 1.40,
                }
            );
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(setUp)).Ok();

        // The credit, at 1.27, stands before the line of 1.40.
        var name = Enumerable
            .Range(0, 100)
            .Select(number => $"work {number}")
            .First(name => string.CompareOrdinal(FinanceSample.Id($"{name} credit").ToString(), FinanceSample.Id("new B").ToString()) < 0);
        await new TestInvoice("PF-1").Line(name, 1000m).PostAsync(host);
        var invoice = new TestInvoice("PF-2", invoiceDate: "2026-11-10").Credit(name, 1000m).Line("new", 100m, date: "2026-11-10");
        await invoice.PostAsync(host);

        (
            await host.SendRowsAsync("ProjActualsImports", [FinanceSample.Actual("late B", "BilledSales", 50m, proposal: "PF-2", billingType: "NonChargeable")])
        ).Ok();
        (await host.ImportAsync()).Ok();
        var late = (await host.RowsAsync("ProjActualsImports", $"$filter=ActualId eq {FinanceSample.Id("late B")}")).Single();
        Assert.AreEqual("1.4", Books.Number(late["ExchangeRate"]));
        Assert.AreEqual("0", Books.Number(late["AccountingAmount"]));
    }
}
