using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Bugs;

[TestClass]
public sealed class When_an_agreement_is_in_the_currency_of_the_company
{
    [TestMethod]
    public async Task It_changes_no_amount()
    {
        await using var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        setUp["fixedRateAgreements"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["company"] = "USPM",
                    ["contract"] = "CON-USD",
                    ["currency"] = "USD",
                    ["rate"] = 1.25m,
                    ["reference"] = null,
                }
            );
        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-1", "CON-USD", "PRJ-USD", "USD").Line("work", 100m).PostAsync(host);
        var invoice = (await host.RowsAsync("ProjInvoices")).Single();
        Assert.AreEqual("1", Books.Number(invoice["ExchangeRate"]));
        Assert.AreEqual("100", Books.Number(invoice["InvoiceAmountAccounting"]));
        await host.BooksAgreeAsync();
    }
}
