using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Posting;

[TestClass]
public sealed class When_an_invoice_is_due
{
    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow("InvoiceDate", 30, null, "2026-10-30")]
    [DataRow("MonthEnd", 14, null, "2026-10-14")]
    [DataRow("DayOfMonth", 10, 15, "2026-10-15")]
    [DataRow("DayOfMonth", 0, 31, "2026-09-30")]
    [DataRow("DayOfMonth", 20, 5, "2026-11-05")]
    public async Task It_is_so_by_the_terms_of_the_customer(string from, int days, int? dayOfMonth, string due)
    {
        await using var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        setUp["termsOfPayment"] = new JsonArray(
            new JsonObject
            {
                ["company"] = "USPM",
                ["code"] = "Net30",
                ["days"] = days,
                ["from"] = from,
                ["dayOfMonth"] = dayOfMonth,
            }
        );
        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-1").Line("work", 100m).PostAsync(host);
        Assert.AreEqual(due, (string?)(await host.RowsAsync("ProjInvoices")).Single()["DueDate"]);
    }

    [TestMethod]
    public async Task A_day_of_the_month_is_demanded_where_terms_count_by_it()
    {
        await using var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        setUp["termsOfPayment"]![0]!["from"] = "DayOfMonth";
        (await host.SetupAsync(setUp)).Refused(400, SetupErrors.WrongNumber);
    }
}
