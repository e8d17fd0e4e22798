using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Posting;

/// <summary>20 h at 100 GBP were invoiced when sales tax was 16 %; from November it is 19 %.</summary>
[TestClass]
public sealed class When_the_tax_has_changed_before_a_correction
{
    [TestMethod]
    public async Task What_is_billed_anew_keeps_the_percentage_of_what_it_corrects()
    {
        await using var host = await InvoicedAsync();
        var correction = new TestInvoice("PF-2", invoiceDate: "2026-11-10").Credit("work", 2000m, 20, kept: 1500m);
        await correction.SendAsync(host);
        await TestInvoice.ReadyAsync(host);

        // Credit 2,000 and 320, new 1,500 and 240: the customer gets 580 back.
        Assert.AreEqual("-580 -80", await TotalsAsync(host, "PF-2"));
        var review = (await host.GetAsync("/api/proposals/USPM/PF-2/review")).Ok().Json;
        Assert.AreEqual(
            "16 -500 -80",
            string.Join(
                '|',
                review["taxes"]!.AsArray().Select(tax => $"{Books.Number(tax!["percent"])} {Books.Number(tax["baseAmount"])} {Books.Number(tax["taxAmount"])}")
            )
        );
        (await host.PostProposalAsync("PF-2")).Ok();
        Assert.AreEqual("-580 -80", await TotalsAsync(host, "PF-2"));
        CollectionAssert.Contains(await Books.OfInvoiceAsync(host, "PF-2"), "Sales tax|80|100|92");
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    [DataRow(FinanceSample.Fee)]
    [DataRow(FinanceSample.Time)]
    public async Task What_was_added_by_hand_on_a_fixed_price_line_keeps_it_too(long classification)
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").AddedByHand("fee", 2000m, classification).PostAsync(host);
        Assert.AreEqual("2320 320", await TotalsAsync(host, "PF-1"));

        await new TestInvoice("PF-2", invoiceDate: "2026-11-10").CorrectAddedByHand("fee", 2000m, 1500m, classification).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        Assert.AreEqual("-580 -80", await TotalsAsync(host, "PF-2"), "Credit 2,000 and 320, new 1,500 and 240.");
        (await host.PostProposalAsync("PF-2")).Ok();
        Assert.AreEqual("-580 -80", await TotalsAsync(host, "PF-2"));

        // Corrected again, to 1,000: still 16 %, by what the corrected line was billed with.
        await new TestInvoice("PF-3", invoiceDate: "2026-11-20").CorrectAddedByHand("fee kept", 1500m, 1000m, classification).PostAsync(host);
        Assert.AreEqual("-580 -80", await TotalsAsync(host, "PF-3"));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Its_tax_group_is_that_with_which_it_was_posted()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").AddedByHand("fee", 2000m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["SalesTaxGroup"] = "" }, 1)).Ok();
        (await host.PostProposalAsync("PF-1")).Ok();
        Assert.AreEqual("2000 0", await TotalsAsync(host, "PF-1"));

        await new TestInvoice("PF-2", invoiceDate: "2026-11-10").CorrectAddedByHand("fee", 2000m, 1500m).PostAsync(host);

        Assert.AreEqual("-500 0", await TotalsAsync(host, "PF-2"));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_line_beside_it_takes_the_new_percentage_and_the_totals_are_kept_apart()
    {
        await using var host = await InvoicedAsync();
        await new TestInvoice("PF-2", invoiceDate: "2026-11-10").Credit("work", 2000m, 20, kept: 1500m).Line("new", 100m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        Assert.AreEqual("-461 -61", await TotalsAsync(host, "PF-2"), "580 less 119.");
        (await host.PostProposalAsync("PF-2")).Ok();
        Assert.AreEqual("-461 -61", await TotalsAsync(host, "PF-2"));
        var number = (string)(await host.RowsAsync("ProjInvoices", "$filter=InvoiceProposalId eq 'PF-2'")).Single()["ProjInvoiceId"]!;
        var document = (await host.GetAsync($"/api/invoices/USPM/{number}")).Ok().Json;
        CollectionAssert.AreEqual(
            new[] { "16 -500 -80", "19 100 19" },
            (document["taxes"] ?? document["invoice"]!["taxes"])!
                .AsArray()
                .Select(tax => $"{Books.Number(tax!["percent"])} {Books.Number(tax["baseAmount"])} {Books.Number(tax["taxAmount"])}")
                .ToList()
        );
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Work_that_was_credited_in_full_and_is_invoiced_later_takes_the_percentage_of_that_day()
    {
        await using var host = await InvoicedAsync();
        await new TestInvoice("PF-2", invoiceDate: "2026-11-10").Credit("work", 2000m, 20).PostAsync(host);
        Assert.AreEqual("-2320 -320", await TotalsAsync(host, "PF-2"));
        (await host.PostJournalsAsync()).Ok();

        var later = FinanceSample.Header("PF-3", ["later B"], date: "2026-11-11");
        (await host.SendRowAsync("ProjInvoiceProposals", later)).Ok();
        (await host.SendRowsAsync("ProjActualsImports", [FinanceSample.Actual("later B", "BilledSales", 2000m, proposal: "PF-3", quantity: 20)])).Ok();
        (await host.SendRowsAsync("ProjTransactionRelationships", [FinanceSample.Connection("later B", "Billed Sales", "work again", "Unbilled Sales")])).Ok();
        await TestInvoice.ReadyAsync(host);
        Assert.AreEqual("2380 380", await TotalsAsync(host, "PF-3"));
        (await host.PostProposalAsync("PF-3")).Ok();
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task An_edited_line_is_no_correction()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1", invoiceDate: "2026-11-10").Edited("work", 20, 15, 100m, 100m).PostAsync(host);
        Assert.AreEqual("1785 285", await TotalsAsync(host, "PF-1"));
    }

    private static async Task<FinanceHost> StartAsync()
    {
        var setUp = FinanceSample.Setup();
        setUp["salesTaxCodes"]![0]!["rates"] = new JsonArray(
            new JsonObject { ["validFrom"] = "2020-01-01", ["percent"] = 16 },
            new JsonObject { ["validFrom"] = "2026-11-01", ["percent"] = 19 }
        );
        var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(setUp)).Ok();
        return host;
    }

    private static async Task<FinanceHost> InvoicedAsync()
    {
        var host = await StartAsync();
        await new TestInvoice("PF-1").Line("work", 2000m, 20).PostAsync(host);
        Assert.AreEqual("2320 320", await TotalsAsync(host, "PF-1"));
        return host;
    }

    private static async Task<string> TotalsAsync(FinanceHost host, string proposal)
    {
        var header = (await host.RowsAsync("ProjInvoiceProposals", $"$filter=InvoiceProposalId eq '{proposal}'")).Single();
        return $"{Books.Number(header["InvoiceAmount"])} {Books.Number(header["SumTax"])}";
    }
}
