using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.KnownFailures;

/// <summary>Seen elsewhere: a correction whose tax was removed blocks posting.</summary>
[TestClass]
public sealed class When_the_tax_of_a_correction_was_removed
{
    [TestMethod]
    public async Task The_credit_takes_back_the_posted_tax_and_the_new_line_bears_none()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Line("work", 100m).PostAsync(host);

        // The tax is gone from the set-up, and a clerk removes it from the new line too.
        var setUp = FinanceSample.Setup();
        setUp["customers"]![0]!["salesTaxGroup"] = null;
        setUp["itemSalesTaxGroups"]![0]!["codes"] = new JsonArray();
        setUp["salesTaxGroups"]![0]!["codes"] = new JsonArray();
        setUp["salesTaxCodes"] = new JsonArray();
        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-2").Credit("work", 100m).Line("new", 80m, date: "2026-09-16").SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        (await host.ChangeProposalAsync("PF-2", new JsonObject { ["SalesTaxGroup"] = "", ["ItemSalesTaxGroup"] = "" }, 2)).Ok();
        (await host.PostProposalAsync("PF-2")).Ok();
        var lines = await host.RowsAsync("ProjInvoiceProposalLines", "$filter=InvoiceProposalId eq 'PF-2'&$orderby=LineNumber");
        CollectionAssert.AreEqual(
            new[] { "-100 -20", "80 0" },
            lines.ConvertAll(line => $"{Books.Number(line["Amount"])} {Books.Number(line["SalesTaxAmount"])}")
        );
        await host.BooksAgreeAsync();
    }
}
