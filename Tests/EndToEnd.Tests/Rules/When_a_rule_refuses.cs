using System.Text.Json;
using ProjectInvoice.Finance.Rates;

namespace EndToEnd.Tests.Rules;

[TestClass]
public sealed class When_a_rule_refuses
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task A_detail_without_price_is_named_and_the_other_invoices_go_on()
    {
        using var given = GivenData.With("PF-1001", "PF-1004");
        given.ChangeData(data => GivenData.Field(GivenData.Detail(data, "PF-1001"), "msdyn_price")!.Remove());
        var (output, report) = await RunAsync(given);
        var message = report.GetProperty("messages").EnumerateArray().Single();
        StringAssert.StartsWith(message.GetProperty("code").GetString(), "PINV10");
        StringAssert.Contains(message.GetProperty("record").GetString(), "PF-1001 line 1 'Controller set-up'");
        StringAssert.Contains(message.GetProperty("text").GetString()!.ToUpperInvariant(), "PRICE");
        Assert.AreEqual("Draft", Invoice(report, "PF-1001").GetProperty("projectInvoiceStatus").GetString());
        Assert.AreEqual("Not sent", Invoice(report, "PF-1001").GetProperty("financeStatus").GetString());
        Assert.AreEqual("Posted", Invoice(report, "PF-1004").GetProperty("financeStatus").GetString());
        StringAssert.Contains(output, "1 posted, 0 with nothing to invoice, 1 not posted.");
    }

    [TestMethod]
    public async Task A_missing_exchange_rate_is_named_and_stops_its_own_invoice_only()
    {
        using var given = GivenData.With("PF-1001", "PF-1009");
        given.ChangeFinance(finance =>
        {
            var rates = finance["exchangeRates"]!.AsArray();
            rates.RemoveAll(rate => rate!["from"]!.GetValue<string>() == "JPY" && rate["type"]!.GetValue<string>() == "Default");
        });
        var (_, report) = await RunAsync(given);
        var messages = report.GetProperty("messages").EnumerateArray().ToList();
        Assert.IsTrue(
            messages.Exists(message =>
                message.GetProperty("code").GetString() == RateErrors.NoRate.Code
                && message.GetProperty("text").GetString()!.Contains("JPY", StringComparison.Ordinal)
            ),
            report.ToString()
        );
        Assert.AreNotEqual("Posted", Invoice(report, "PF-1009").GetProperty("financeStatus").GetString());
        Assert.AreEqual("Posted", Invoice(report, "PF-1001").GetProperty("financeStatus").GetString());
    }

    [TestMethod]
    public async Task A_closed_period_is_named_with_the_proposal()
    {
        using var given = GivenData.With("PF-1002");
        given.ChangeFinance(finance =>
            finance["fiscalPeriods"]!.AsArray().Single(period => period!["from"]!.GetValue<string>() == "2026-09-01")!["status"] = "Closed"
        );
        var (_, report) = await RunAsync(given);
        var messages = report.GetProperty("messages").EnumerateArray().ToList();
        Assert.IsTrue(
            messages.Exists(message =>
                message.GetProperty("record").GetString()!.Contains("PF-1002", StringComparison.Ordinal)
                && message.GetProperty("text").GetString()!.Contains("2026-10-01", StringComparison.Ordinal)
            ),
            report.ToString()
        );
        Assert.AreNotEqual("Posted", Invoice(report, "PF-1002").GetProperty("financeStatus").GetString());
    }

    [TestMethod]
    public async Task A_line_of_an_invoice_that_is_confirmed_in_the_background_is_named_too()
    {
        using var given = GivenData.With("PF-1001", "PF-1008");
        given.ChangeData(data => GivenData.Field(GivenData.Detail(data, "PF-1008"), "msdyn_price")!.Remove());
        var (_, report) = await RunAsync(given);
        var message = report
            .GetProperty("messages")
            .EnumerateArray()
            .Single(message => message.GetProperty("record").GetString()!.Contains("PF-1008 line 1 'Ticket 0001'", StringComparison.Ordinal));
        StringAssert.StartsWith(message.GetProperty("code").GetString(), "PINV10");
        Assert.AreEqual("Draft", Invoice(report, "PF-1008").GetProperty("projectInvoiceStatus").GetString());
        Assert.AreEqual("Posted", Invoice(report, "PF-1001").GetProperty("financeStatus").GetString());
    }

    private static JsonElement Invoice(JsonElement report, string number) =>
        report.GetProperty("invoices").EnumerateArray().Single(invoice => invoice.GetProperty("invoiceNumber").GetString() == number);

    private async Task<(string Output, JsonElement Report)> RunAsync(GivenData given)
    {
        var file = Path.Combine(given.Folder, "out", "report.json");
        var run = await MainJobRun.InProcessAsync("--input", given.Folder, "--report", file);
        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.IsFalse(run.Output.Contains("   at ", StringComparison.Ordinal), run.Output);
        return (run.Output, JsonElement.Parse(await File.ReadAllTextAsync(file, TestContext.CancellationToken)));
    }
}
