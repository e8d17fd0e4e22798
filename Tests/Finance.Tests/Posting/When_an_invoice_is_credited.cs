using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Posting;

[TestClass]
public sealed class When_an_invoice_is_credited
{
    private static readonly string[] OfInvoices = ["Project - invoiced revenue", "Sales tax", "Customer balance", "Penny difference"];

    [TestMethod]
    public async Task Crediting_all_lines_restores_every_balance_by_account_and_dimension_whatever_set_up_says_today()
    {
        await using var host = await FinanceHost.StartAsync();
        var setUp = Taxed();
        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-1", "CON-JPY", "PRJ-JPY", "JPY").Line("a", 50m).Line("b", 50m).Line("c", 53m).PostAsync(host);
        CollectionAssert.Contains(await Books.OfInvoiceAsync(host, "PF-1"), "Penny difference|0|0.02|0.01");

        Change(setUp);
        (await host.SetupAsync(setUp)).Ok();

        // In two credit notes, so that rounding is shared between them.
        await new TestInvoice("PF-2", "CON-JPY", "PRJ-JPY", "JPY").Credit("a", 50m).PostAsync(host);
        await new TestInvoice("PF-3", "CON-JPY", "PRJ-JPY", "JPY").Credit("b", 50m).Credit("c", 53m).PostAsync(host);
        var entries = await host.RowsAsync("GeneralJournalAccountEntries");
        foreach (
            var balance in entries.Where(row => OfInvoices.Contains((string)row["PostingType"]!)).GroupBy(row => $"{row["MainAccount"]} {row["Dimensions"]}")
        )
        {
            Assert.AreEqual("0 0 0", $"{Sum(balance, "Amount")} {Sum(balance, "AccountingAmount")} {Sum(balance, "ReportingAmount")}", balance.Key);
        }

        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_correction_whose_tax_was_removed_is_posted()
    {
        await using var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-1").Line("work", 99.99m, 3).PostAsync(host);
        setUp["salesTaxGroups"] = new JsonArray();
        setUp["customers"]![0]!["salesTaxGroup"] = null;
        setUp["itemSalesTaxGroups"] = new JsonArray();
        setUp["salesTaxCodes"] = new JsonArray();
        setUp["parameters"]![0]!["milestoneItemSalesTaxGroup"] = null;
        foreach (var category in setUp["categories"]!.AsArray())
        {
            category!["itemSalesTaxGroup"] = null;
        }

        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-2").Credit("work", 99.99m, 3).PostAsync(host);
        CollectionAssert.AreEqual(
            new[] { "Project - invoiced revenue|99.99|124.99|114.99", "Sales tax|20|25|23", "Customer balance|-119.99|-149.99|-137.99" },
            await Books.OfInvoiceAsync(host, "PF-2")
        );
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_part_of_a_line_is_refused_because_lines_are_credited_whole()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Line("work", 100m).PostAsync(host);
        await new TestInvoice("PF-2").Credit("work", 40m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        StringAssert.Contains((await host.ImportAsync()).Ok().Text, ProposalErrors.CreditOfPart.Code);
        (await host.PostProposalAsync("PF-2")).Refused(409, ProposalErrors.NotReady);
        await host.BooksAgreeAsync();
    }

    private static JsonObject Taxed()
    {
        var setUp = FinanceSample.Setup();
        setUp["customers"]![1]!["salesTaxGroup"] = "UK";
        return setUp;
    }

    private static void Change(JsonObject setUp)
    {
        foreach (var posting in setUp["ledgerPosting"]!.AsArray())
        {
            posting!["account"] = $"9{posting["account"]}";
        }

        setUp["salesTaxCodes"]![0]!["account"] = "902200";
        setUp["salesTaxCodes"]![0]!["rates"]![0]!["percent"] = 7;
        setUp["projects"]![2]!["dimensions"]!["Department"] = "024";
        setUp["exchangeRates"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["type"] = "Default",
                    ["from"] = "JPY",
                    ["to"] = "USD",
                    ["validFrom"] = "2026-09-16",
                    ["rate"] = 0.0099,
                }
            );
    }

    private static string Sum(IEnumerable<JsonNode> rows, string field) => Books.Number(rows.Sum(row => (decimal)row[field]!));
}
