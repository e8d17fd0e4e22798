using System.Text.Json;

namespace EndToEnd.Tests.Bugs;

/// <summary>The report showed the amount with the tax that it contains, beside an accounting amount without it.</summary>
[TestClass]
public sealed class When_the_prices_of_an_invoice_include_sales_tax
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Both_amounts_of_the_report_are_net()
    {
        using var given = GivenData.With("PF-1003");
        given.ChangeFinance(finance =>
            finance["contracts"]!.AsArray().Single(contract => contract!["id"]!.GetValue<string>() == "CON-00021")!["pricesIncludeSalesTax"] = true
        );
        var file = Path.Combine(given.Folder, "report.json");
        var run = await MainJobRun.InProcessAsync("--input", given.Folder, "--report", file);
        Assert.AreEqual(0, run.ExitCode, run.Output);

        // 1,000 / 1.2 = 833.33 GBP; at 1.25 that is 1,041.66 USD.
        var invoice = JsonElement.Parse(await File.ReadAllTextAsync(file, TestContext.CancellationToken)).GetProperty("invoices").EnumerateArray().Single();
        Assert.AreEqual("833.33", invoice.GetProperty("amount").GetRawText());
        Assert.AreEqual("166.67", invoice.GetProperty("taxAmount").GetRawText());
        Assert.AreEqual("1041.66", invoice.GetProperty("accountingAmount").GetRawText());
    }
}
