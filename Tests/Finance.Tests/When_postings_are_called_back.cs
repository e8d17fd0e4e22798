using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests;

[TestClass]
public sealed class When_postings_are_called_back
{
    [TestMethod]
    [TestCategory("Exhaustive")]
    public async Task Parts_of_a_thousand_lines_arrive_in_order_with_a_token()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var host = await StartAsync(receiver.Url);
        var invoice = new TestInvoice("PF-1");
        for (var line = 0; line < 1100; line++)
        {
            invoice.Line($"line {line:0000}", 10m);
        }

        await invoice.PostAsync(host);
        var parts = await receiver.WaitForAsync(8);
        Assert.IsTrue(receiver.Authorizations.All(header => header!.StartsWith("Bearer ", StringComparison.Ordinal)));
        var journals = parts.Where(part => (string)part["kind"]! == "Journal").ToList();
        Assert.AreEqual(1100, journals.Sum(part => part["lines"]!.AsArray().Count), "Journals of 200 lines each.");
        var invoices = parts.Where(part => (string)part["kind"]! == "Invoice").ToList();
        CollectionAssert.AreEqual(new[] { 1, 2 }, invoices.ConvertAll(part => (int)part["part"]!));
        CollectionAssert.AreEqual(new[] { 1000, 100 }, invoices.ConvertAll(part => part["lines"]!.AsArray().Count));
        var first = invoices[0];
        Assert.AreEqual(2, (int)first["parts"]!);
        Assert.AreEqual("USPM", (string?)first["company"]);
        Assert.AreEqual("PF-1", (string?)first["proposal"]);
        Assert.IsNull(first["journal"]);
        Assert.AreEqual("INV-000001", (string?)first["customerInvoiceNumber"]);
        Assert.AreEqual("2026-09-30", (string?)first["customerInvoiceDate"]);
        Assert.AreEqual("Posted", (string?)first["outcome"]);
        Assert.AreEqual("GBP", (string?)first["currency"]);
        Assert.AreEqual(2200m, (decimal)first["taxAmount"]!);
        Assert.AreEqual("4be4c1f4-7e0e-4a51-9a2e-5c0b6f3f7f10", (string?)first["correlationId"]);
        var line1 = first["lines"]![0]!;
        Assert.AreEqual("INV-V-000001", (string?)line1["voucher"]);
        Assert.AreEqual(1.25m, (decimal)line1["exchangeRate"]!);
        Assert.AreEqual(12.5m, (decimal)line1["accountingAmount"]!);
        Assert.AreEqual(2m, (decimal)line1["taxAmount"]!);
        Assert.AreEqual(2.5m, (decimal)line1["accountingTaxAmount"]!);
        Assert.HasCount(1, invoices.Select(part => (string)part["eventId"]!).Distinct());
    }

    [TestMethod]
    public async Task The_accounting_tax_of_the_lines_is_what_stands_on_the_tax_accounts()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var host = await StartAsync(receiver.Url);

        // 20 % of 0.33 and of 0.34 are 0.07 GBP each, of the sum of all 0.20; what is off goes to the largest line. At 1.25 the tax is 0.25 USD.
        await new TestInvoice("PF-1").Line("one", 0.33m).Line("two", 0.33m).Line("three", 0.34m).PostAsync(host);
        var lines = (await receiver.WaitForAsync(2)).Single(part => (string)part["kind"]! == "Invoice")["lines"]!.AsArray();
        Assert.AreEqual(0.20m, lines.Sum(line => (decimal)line!["taxAmount"]!));
        Assert.AreEqual(0.25m, lines.Sum(line => (decimal)line!["accountingTaxAmount"]!));
        CollectionAssert.Contains(await Books.OfInvoiceAsync(host, "PF-1"), "Sales tax|-0.2|-0.25|-0.23");
    }

    [TestMethod]
    public async Task An_invoice_of_nothing_charged_has_neither_number_nor_date()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var host = await StartAsync(receiver.Url);
        await new TestInvoice("PF-1").Line("free", 50m, billingType: "NonChargeable").PostAsync(host);
        var part = (await receiver.WaitForAsync(2)).Single(part => (string)part["kind"]! == "Invoice");
        Assert.AreEqual("NothingToInvoice", (string?)part["outcome"]);
        Assert.IsNull(part["customerInvoiceNumber"]);
        Assert.IsNull(part["customerInvoiceDate"]);
    }

    [TestMethod]
    public async Task What_the_connector_refuses_is_sent_again()
    {
        await using var receiver = await CallbackReceiver.StartAsync(failures: 1);
        await using var host = await StartAsync(receiver.Url);
        await new TestInvoice("PF-1").Milestone("m", 5000m).PostAsync(host);
        var part = (await receiver.WaitForAsync(1)).Single();
        Assert.AreEqual(1, receiver.Refused);
        Assert.AreEqual("PF-1", (string?)part["proposal"]);
    }

    [TestMethod]
    public async Task What_was_not_sent_before_a_stop_is_sent_after_the_next_start()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Milestone("m", 5000m).PostAsync(host);
        Assert.AreEqual(1, (int)(await host.GetAsync("/api/outbox")).Json["pending"]!, "Without an address nothing is sent.");
        await host.RestartAsync(Arguments(receiver.Url));
        Assert.AreEqual("PF-1", (string?)(await receiver.WaitForAsync(1)).Single()["proposal"]);
    }

    private static async Task<FinanceHost> StartAsync(string url)
    {
        var host = await FinanceHost.StartAsync(Arguments(url));
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        return host;
    }

    private static string[] Arguments(string url)
    {
        FinanceHost.RegisterResource(url);
        return [$"--Callback:Url={url}", "--Callback:ClientId=Connector.Posting", FinanceHost.SecretArgument, $"--Callback:Scope={url}/.default"];
    }
}
