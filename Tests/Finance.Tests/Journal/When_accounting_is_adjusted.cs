using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Journal;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Journal;

[TestClass]
public sealed class When_accounting_is_adjusted
{
    [TestMethod]
    public async Task The_entries_are_taken_back_and_booked_on_the_new_dimensions_by_a_voucher_of_their_own()
    {
        await using var host = await StartAsync();
        var staged = (await host.RowsAsync("ProjActualsImports", $"$filter=ActualId eq {FinanceSample.Id("work U")}")).Single().ToJsonString();
        var outbox = (await host.GetAsync("/api/outbox")).Text;
        var setUp = FinanceSample.Setup();
        setUp["ledgerPosting"]!.AsArray().Single(row => (string?)row!["postingType"] == "Project - WIP - sales value")!["account"] = "999999";
        setUp["fixedRateAgreements"]![0]!["rate"] = 2m;
        (await host.SetupAsync(setUp)).Ok();
        var adjusted = (await AdjustAsync(host, "work U", new JsonObject { ["dimensions"] = new JsonObject { ["department"] = "025" } })).Ok().Json;
        Assert.AreEqual("Department=025", (string?)adjusted["dimensions"]);
        var voucher = (string)adjusted["voucher"]!;
        string[] expected =
        [
            "Project - WIP - sales value|161300|Department=024|-100|-125|-115",
            "Project - accrued revenue|420200|Department=024|100|125|115",
            "Project - WIP - sales value|161300|Department=025|100|125|115",
            "Project - accrued revenue|420200|Department=025|-100|-125|-115",
        ];
        CollectionAssert.AreEqual(
            expected,
            (await host.RowsAsync("GeneralJournalAccountEntries", $"$filter=Voucher eq '{voucher}'&$orderby=LineNumber")).ConvertAll(row =>
                string.Join(
                    '|',
                    row["PostingType"],
                    row["MainAccount"],
                    row["Dimensions"],
                    Books.Number(row["Amount"]),
                    Books.Number(row["AccountingAmount"]),
                    Books.Number(row["ReportingAmount"])
                )
            )
        );
        Assert.AreEqual(
            staged,
            (await host.RowsAsync("ProjActualsImports", $"$filter=ActualId eq {FinanceSample.Id("work U")}")).Single().ToJsonString(),
            "The actual keeps its voucher."
        );
        Assert.AreEqual(outbox, (await host.GetAsync("/api/outbox")).Text);
        var transaction = (await host.RowsAsync("ProjTransactions", $"$filter=ActualId eq {FinanceSample.Id("work U")}")).Single();
        Assert.AreEqual("Department=025", (string?)transaction["Dimensions"]);
        Assert.AreNotEqual(voucher, (string?)transaction["Voucher"]);
        await host.BooksAgreeAsync();

        var before = await Books.EverythingAsync(host);
        Assert.IsNull((await AdjustAsync(host, "work U", new JsonObject { ["dimensions"] = new JsonObject { ["Department"] = "025" } })).Ok().Json["voucher"]);
        Assert.AreEqual(before, await Books.EverythingAsync(host), "The same again changes nothing.");

        // The invoice takes the accrual back where it now stands.
        (await host.ImportAsync()).Ok();
        (await host.PostProposalAsync("PF-1")).Ok();
        Assert.AreEqual(string.Empty, await BalancesAsync(host, "161300"));
        (await AdjustAsync(host, "work U", new JsonObject { ["salesTaxGroup"] = "" })).Refused(409, JournalErrors.TransactionBilled);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Tax_groups_change_without_a_voucher()
    {
        await using var host = await StartAsync();
        var entries = (await host.RowsAsync("GeneralJournalAccountEntries")).Count;
        var adjusted = (await AdjustAsync(host, "work U", new JsonObject { ["salesTaxGroup"] = "", ["itemSalesTaxGroup"] = "" })).Ok().Json;
        Assert.IsNull(adjusted["voucher"]);
        Assert.IsNull(adjusted["salesTaxGroup"]);
        Assert.HasCount(entries, await host.RowsAsync("GeneralJournalAccountEntries"));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Where_prices_include_sales_tax_other_tax_groups_leave_another_net_amount_which_is_booked()
    {
        // 120 pounds hold 20 of sales tax, and none once the group is taken away; the agreement is 1.25.
        await using var host = await StartAsync(setUp => setUp["contracts"]![0]!["pricesIncludeSalesTax"] = true, 120m);
        var staged = (await host.RowsAsync("ProjActualsImports", $"$filter=ActualId eq {FinanceSample.Id("work U")}")).Single().ToJsonString();
        CollectionAssert.AreEqual(
            new[] { "Project - WIP - sales value|100|125|115", "Project - accrued revenue|-100|-125|-115" },
            await Books.OfJournalsAsync(host)
        );
        var voucher = (string)(await AdjustAsync(host, "work U", new JsonObject { ["salesTaxGroup"] = "" })).Ok().Json["voucher"]!;
        CollectionAssert.AreEqual(
            new[]
            {
                "Project - WIP - sales value|-100|-125|-115",
                "Project - accrued revenue|100|125|115",
                "Project - WIP - sales value|120|150|138",
                "Project - accrued revenue|-120|-150|-138",
            },
            await EntriesAsync(host, voucher)
        );
        Assert.AreEqual(staged, (await host.RowsAsync("ProjActualsImports", $"$filter=ActualId eq {FinanceSample.Id("work U")}")).Single().ToJsonString());
        Assert.AreEqual("120 150 138", await AmountsAsync(host));
        await host.BooksAgreeAsync();

        var before = await Books.EverythingAsync(host);
        Assert.IsNull((await AdjustAsync(host, "work U", new JsonObject { ["salesTaxGroup"] = "" })).Ok().Json["voucher"]);
        Assert.AreEqual(before, await Books.EverythingAsync(host), "The same again changes nothing.");

        // Both at once: the tax comes back and the department is another one.
        voucher = (string)(
                await AdjustAsync(
                    host,
                    "work U",
                    new JsonObject
                    {
                        ["salesTaxGroup"] = "UK",
                        ["dimensions"] = new JsonObject { ["Department"] = "025" },
                    }
                )
            ).Ok().Json["voucher"]!;
        CollectionAssert.AreEqual(
            new[]
            {
                "Project - WIP - sales value|-120|-150|-138",
                "Project - accrued revenue|120|150|138",
                "Project - WIP - sales value|100|125|115",
                "Project - accrued revenue|-100|-125|-115",
            },
            await EntriesAsync(host, voucher)
        );
        Assert.AreEqual("100 125 115", await AmountsAsync(host));

        // The invoice takes back what stands there now.
        (await host.ImportAsync()).Ok();
        (await host.PostProposalAsync("PF-1")).Ok();
        CollectionAssert.AreEqual(
            new[]
            {
                "Project - WIP - sales value|-100|-125|-115",
                "Project - accrued revenue|100|125|115",
                "Project - invoiced revenue|-100|-125|-115",
                "Sales tax|-20|-25|-23",
                "Customer balance|120|150|138",
            },
            await Books.OfInvoiceAsync(host, "PF-1")
        );
        Assert.AreEqual(string.Empty, await BalancesAsync(host, "161300"));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Where_prices_include_sales_tax_a_reversal_takes_back_what_stands_there_now_whatever_the_percentage_is_by_then()
    {
        await using var host = await StartAsync(
            setUp =>
            {
                setUp["contracts"]![0]!["pricesIncludeSalesTax"] = true;
                setUp["salesTaxCodes"]![0]!["rates"]!.AsArray().Add(new JsonObject { ["validFrom"] = "2026-10-01", ["percent"] = 25 });
                foreach (var owner in new[] { "projects", "contracts", "customers" })
                {
                    setUp[owner]![0]!["salesTaxGroup"] = null;
                }
            },
            120m
        );
        Assert.AreEqual("120 150 138", await AmountsAsync(host));
        (await AdjustAsync(host, "work U", new JsonObject { ["salesTaxGroup"] = "UK", ["itemSalesTaxGroup"] = "FULL" })).Ok();
        Assert.AreEqual("100 125 115", await AmountsAsync(host));
        (await host.SendRowsAsync("ProjTransactionRelationships", [FinanceSample.Connection("back", "Reversing", "work U", "Original")])).Ok();
        (await host.SendRowsAsync("ProjActualsImports", [FinanceSample.Actual("back", "Sales", -120m, date: "2026-10-02", quantity: -1)])).Ok();
        (await host.ImportAsync()).Ok();
        (await host.PostJournalsAsync()).Ok();
        Assert.AreEqual("-100 -125 -115", await AmountsAsync(host, "back"));
        Assert.AreEqual(string.Empty, await BalancesAsync(host, "161300"));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    [DataRow("PRJ-USD", "CON-USD", "Project - cost")]
    [DataRow("PRJ-FP", "CON-FP", "Project - WIP - cost value")]
    public async Task Cost_is_adjusted_too_and_its_reversal_takes_it_back_where_it_now_stands(string project, string contract, string debit)
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await PostAsync(host, FinanceSample.Actual("cost", "Cost", 12.34m, FinanceSample.Expense, contract, project, "USD", category: "Travel"));
        var voucher = (string)
            (await AdjustAsync(host, "cost", new JsonObject { ["dimensions"] = new JsonObject { ["Department"] = "024" } })).Ok().Json["voucher"]!;
        CollectionAssert.AreEqual(
            new[]
            {
                $"{debit}|-12.34|-12.34|-11.23",
                "Project - expense offset|12.34|12.34|11.23",
                $"{debit}|12.34|12.34|11.23",
                "Project - expense offset|-12.34|-12.34|-11.23",
            },
            await EntriesAsync(host, voucher)
        );
        await host.BooksAgreeAsync();

        (await host.SendRowsAsync("ProjTransactionRelationships", [FinanceSample.Connection("back", "Reversing", "cost", "Original")])).Ok();
        await PostAsync(host, FinanceSample.Actual("back", "Cost", -12.34m, FinanceSample.Expense, contract, project, "USD", category: "Travel"));
        foreach (var account in (await host.RowsAsync("GeneralJournalAccountEntries")).Select(row => (string)row["MainAccount"]!).Distinct())
        {
            Assert.AreEqual(string.Empty, await BalancesAsync(host, account), account);
        }

        // From now on the two belong together.
        foreach (var name in new[] { "cost", "back" })
        {
            (await AdjustAsync(host, name, new JsonObject { ["dimensions"] = new JsonObject { ["Department"] = "025" } })).Refused(
                409,
                JournalErrors.TransactionReversed
            );
        }

        await host.BooksAgreeAsync();

        static async Task PostAsync(FinanceHost host, JsonObject actual)
        {
            (await host.SendRowsAsync("ProjActualsImports", [actual])).Ok();
            (await host.ImportAsync()).Ok();
            Assert.AreEqual(1, (int)(await host.PostJournalsAsync()).Ok().Json["postedLines"]!);
        }
    }

    [TestMethod]
    public async Task What_cannot_be_adjusted_is_refused_and_says_why()
    {
        await using var host = await StartAsync();
        (await AdjustAsync(host, "nobody", new JsonObject())).Refused(404, JournalErrors.UnknownTransaction);
        (await AdjustAsync(host, "work U", new JsonObject { ["dimensions"] = new JsonObject { ["Color"] = "red" } })).Refused(
            400,
            LedgerErrors.UnreadableDimensions
        );
        (await AdjustAsync(host, "work U", new JsonObject { ["salesTaxGroup"] = "XX" })).Refused(400, SalesTaxErrors.UnknownGroup);
        (await host.ImportAsync()).Ok();
        var held = await AdjustAsync(host, "work U", new JsonObject { ["salesTaxGroup"] = "" });
        held.Refused(409, JournalErrors.TransactionHeld);
        StringAssert.Contains(held.Text, "PF-1");
        (await host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, $"/api/transactions/{FinanceSample.Id("work U")}/adjust", new JsonObject())).Refused(
            403,
            ApiErrors.RoleMissing
        );
        await host.BooksAgreeAsync();
    }

    private static Task<Answer> AdjustAsync(FinanceHost host, string name, JsonObject values) =>
        host.SendAsync("Finance.ProjectAccountant", HttpMethod.Post, $"/api/transactions/{FinanceSample.Id(name)}/adjust", values);

    private static async Task<string> BalancesAsync(FinanceHost host, string account) =>
        string.Join(
            '\n',
            (await host.RowsAsync("GeneralJournalAccountEntries", $"$filter=MainAccount eq '{account}'"))
                .GroupBy(row => (string)row["Dimensions"]!)
                .Where(group => group.Sum(row => (decimal)row["AccountingAmount"]!) != 0)
                .Select(group => group.Key)
        );

    private static async Task<List<string>> EntriesAsync(FinanceHost host, string voucher) =>
        (await host.RowsAsync("GeneralJournalAccountEntries", $"$filter=Voucher eq '{voucher}'&$orderby=LineNumber")).ConvertAll(row =>
            string.Join('|', row["PostingType"], Books.Number(row["Amount"]), Books.Number(row["AccountingAmount"]), Books.Number(row["ReportingAmount"]))
        );

    private static async Task<string> AmountsAsync(FinanceHost host, string name = "work U")
    {
        var row = (await host.RowsAsync("ProjTransactions", $"$filter=ActualId eq {FinanceSample.Id(name)}")).Single();
        return $"{Books.Number(row["Amount"])} {Books.Number(row["AccountingAmount"])} {Books.Number(row["ReportingAmount"])}";
    }

    private static async Task<FinanceHost> StartAsync(Action<JsonObject>? change = null, decimal amount = 100m)
    {
        var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        change?.Invoke(setUp);
        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-1").Line("work", amount).SendAsync(host);
        (await host.ImportAsync()).Ok();
        (await host.PostJournalsAsync()).Ok();
        return host;
    }
}
