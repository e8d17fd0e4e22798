using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Journal;

[TestClass]
public sealed class When_an_invoice_is_credited_after_the_set_up_changed
{
    [TestMethod]
    public async Task Every_balance_by_account_and_dimension_is_as_before_the_invoice()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var invoice = new TestInvoice("PF-1").Line("work", 99.99m, 3).Line("more", 33.33m);
        var other = new TestInvoice("PF-2", "CON-EUR", "PRJ-EUR", "EUR").Line("euro", 100.01m);
        await invoice.SendAsync(host);
        await other.SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        var before = await BalancesAsync(host);
        (await host.PostProposalAsync("PF-1")).Ok();
        (await host.PostProposalAsync("PF-2")).Ok();

        (await host.SetupAsync(Changed())).Ok();
        await new TestInvoice("PF-3").Credit("work", 99.99m, 3).Credit("more", 33.33m).PostAsync(host);
        await new TestInvoice("PF-4", "CON-EUR", "PRJ-EUR", "EUR").Credit("euro", 100.01m).PostAsync(host);
        Assert.AreEqual(before, await BalancesAsync(host));
        var again = (await host.RowsAsync("ProjTransactions", $"$filter=ActualId eq {FinanceSample.Id("work again")}")).Single();
        var first = (await host.RowsAsync("ProjTransactions", $"$filter=ActualId eq {FinanceSample.Id("work U")}")).Single();
        foreach (
            var column in new[]
            {
                "ExchangeRate",
                "ReportingRate",
                "ProfileId",
                "LineProperty",
                "RevenueAccrued",
                "SalesTaxGroup",
                "ItemSalesTaxGroup",
                "Dimensions",
                "DebitAccount",
                "CreditAccount",
                "AccountingAmount",
            }
        )
        {
            Assert.AreEqual(first[column]?.ToJsonString(), again[column]?.ToJsonString(), column);
        }

        await host.BooksAgreeAsync();

        // What is billable again can be billed and credited once more.
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await Again("PF-5", "work", 99.99m, 3).PostAsync(host);
        var second = new TestInvoice("PF-6");
        second.Actuals.Add(FinanceSample.Actual("second credit", "BilledSales", -99.99m, proposal: "PF-6", quantity: -3));
        second.Actuals.Add(FinanceSample.Actual("third U", "Sales", 99.99m, quantity: 3));
        second.Connections.Add(FinanceSample.Connection("second credit", "Reversing", "second B", "Original"));
        second.Connections.Add(FinanceSample.Connection("third U", "Replacing", "second B", "Original"));
        (await host.SendRowAsync("ProjInvoiceProposals", FinanceSample.Header("PF-6", ["second credit"]))).Ok();
        await second.SendRowsAsync(host);
        await TestInvoice.ReadyAsync(host);
        (await host.PostProposalAsync("PF-6")).Ok();
        Assert.AreEqual(before, await BalancesAsync(host));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task An_edited_row_is_taken_back_on_the_accounts_and_dimensions_it_was_booked_on()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        (await host.SendRowsAsync("ProjActualsImports", [FinanceSample.Actual("U", "Sales", 99.99m), FinanceSample.Actual("C", "Cost", 55.55m)])).Ok();
        (await host.ImportAsync()).Ok();
        (await host.PostJournalsAsync()).Ok();
        (await host.SetupAsync(Changed())).Ok();
        (
            await host.SendRowsAsync(
                "ProjActualsImports",
                [FinanceSample.Actual("U back", "Sales", -99.99m, quantity: -1), FinanceSample.Actual("C back", "Cost", -55.55m, quantity: -1)]
            )
        ).Ok();
        (
            await host.SendRowsAsync(
                "ProjTransactionRelationships",
                [FinanceSample.Connection("U back", "Reversing", "U", "Original"), FinanceSample.Connection("C back", "Reversing", "C", "Original")]
            )
        ).Ok();
        (await host.ImportAsync()).Ok();
        Assert.AreEqual(2, (int)(await host.PostJournalsAsync()).Ok().Json["postedLines"]!);
        Assert.AreEqual(string.Empty, await BalancesAsync(host));
        await host.BooksAgreeAsync();
    }

    private static TestInvoice Again(string proposal, string name, decimal amount, decimal quantity)
    {
        var invoice = new TestInvoice(proposal);
        var billed = invoice.Line("second", amount, quantity);
        billed.Actuals.RemoveAll(row => (string?)row["TransactionType"] == "Sales");
        billed.Connections.Clear();
        billed.Connections.Add(FinanceSample.Connection("second B", "Billed Sales", $"{name} again", "Unbilled Sales"));
        return billed;
    }

    private static JsonObject Changed()
    {
        var setUp = FinanceSample.Setup();
        foreach (var posting in setUp["ledgerPosting"]!.AsArray())
        {
            posting!["account"] = "9" + (string?)posting["account"];
        }

        foreach (var project in setUp["projects"]!.AsArray())
        {
            project!["dimensions"]!["Department"] = (string?)project["dimensions"]!["Department"] == "024" ? "025" : "024";
        }

        setUp["fixedRateAgreements"]![0]!["rate"] = 2m;
        setUp["exchangeRates"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["type"] = "Default",
                    ["from"] = "EUR",
                    ["to"] = "USD",
                    ["validFrom"] = "2026-09-01",
                    ["rate"] = 3m,
                }
            );
        setUp["costAndRevenueProfiles"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["company"] = "USPM",
                    ["id"] = "NEW",
                    ["billingMethod"] = "Time and Material",
                    ["onAccount"] = "Balance",
                    ["postCosts"] = new JsonObject { ["Hour"] = "Balance" },
                }
            );
        setUp["profileRules"]![0]!["profile"] = "NEW";
        setUp["customers"]![0]!["salesTaxGroup"] = null;
        setUp["lineProperties"]![0]!["accrueRevenue"] = false;
        return setUp;
    }

    private static async Task<string> BalancesAsync(FinanceHost host) =>
        string.Join(
            '\n',
            (await host.RowsAsync("GeneralJournalAccountEntries"))
                .GroupBy(row => $"{row["MainAccount"]} {row["Dimensions"]}")
                .Select(group =>
                    $"{group.Key}: {Books.Number(group.Sum(row => (decimal)row["Amount"]!))} "
                    + $"{Books.Number(group.Sum(row => (decimal)row["AccountingAmount"]!))} "
                    + $"{Books.Number(group.Sum(row => (decimal)row["ReportingAmount"]!))}"
                )
                .Where(balance => !balance.EndsWith(": 0 0 0", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );
}
