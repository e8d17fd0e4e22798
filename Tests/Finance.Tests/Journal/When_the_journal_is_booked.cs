using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Journal;

/// <summary>Each row of the table of entries for the journal (domain rules, section 7).</summary>
[TestClass]
public sealed class When_the_journal_is_booked
{
    [TestMethod]
    [DataRow(FinanceSample.Time, "Consulting", "PRJ-USD", "Project - cost", "Project - payroll allocation")]
    [DataRow(FinanceSample.Expense, "Travel", "PRJ-USD", "Project - cost", "Project - expense offset")]
    [DataRow(FinanceSample.Material, "Consulting", "PRJ-USD", "Project - cost", "Project - cost - item")]
    [DataRow(FinanceSample.Time, "Consulting", "PRJ-FP", "Project - WIP - cost value", "Project - payroll allocation")]
    [DataRow(FinanceSample.Expense, "Travel", "PRJ-FP", "Project - WIP - cost value", "Project - expense offset")]
    [DataRow(FinanceSample.Material, "Consulting", "PRJ-FP", "Project - WIP - cost value", "Project - cost - item")]
    public async Task Cost_goes_where_the_profile_says(long classification, string category, string project, string debit, string credit)
    {
        await using var host = await StartAsync(FinanceSample.Setup());
        await PostAsync(
            host,
            FinanceSample.Actual("cost", "Cost", 12.34m, classification, project == "PRJ-FP" ? "CON-FP" : "CON-USD", project, "USD", category: category)
        );
        CollectionAssert.AreEqual(new[] { $"{debit}|12.34|12.34|11.23", $"{credit}|-12.34|-12.34|-11.23" }, await Books.OfJournalsAsync(host));
        var transaction = (await host.RowsAsync("ProjTransactions")).Single();
        var entries = await host.RowsAsync("GeneralJournalAccountEntries", "$orderby=LineNumber");
        Assert.AreEqual($"{entries[0]["MainAccount"]} {entries[1]["MainAccount"]}", $"{transaction["DebitAccount"]} {transaction["CreditAccount"]}");
        var actual = (await host.RowsAsync("ProjActualsImports")).Single();
        Assert.AreEqual("PJV-000001 1 12.34", $"{actual["VoucherNumber"]} {Books.Number(actual["ExchangeRate"])} {Books.Number(actual["AccountingAmount"])}");
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    [DataRow(FinanceSample.Time, "Consulting")]
    [DataRow(FinanceSample.Expense, "Travel")]
    [DataRow(FinanceSample.Material, "Consulting")]
    [DataRow(FinanceSample.Fee, "Consulting")]
    public async Task Unbilled_sales_accrue_where_profile_and_line_property_say_so(long classification, string category)
    {
        await using var host = await StartAsync(FinanceSample.Setup());
        await PostAsync(host, FinanceSample.Actual("sales", "Sales", 100m, classification, "CON-USD", "PRJ-USD", "USD", category: category));
        CollectionAssert.AreEqual(
            new[] { "Project - WIP - sales value|100|100|91", "Project - accrued revenue|-100|-100|-91" },
            await Books.OfJournalsAsync(host)
        );
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    [DataRow("the profile")]
    [DataRow("cost on the balance")]
    [DataRow("the line property")]
    [DataRow("the billing type")]
    public async Task Otherwise_only_the_project_subledger_is_touched(string because)
    {
        var setUp = FinanceSample.Setup();
        var profile = setUp["costAndRevenueProfiles"]![0]!;
        switch (because)
        {
            case "the profile":
                profile["accrueRevenue"] = new JsonArray("Expense");
                break;
            case "cost on the balance":
                profile["postCosts"]!["Hour"] = "Balance";
                break;
            case "the line property":
                setUp["lineProperties"]![0]!["accrueRevenue"] = false;
                break;
        }

        await using var host = await StartAsync(setUp);
        await PostAsync(
            host,
            FinanceSample.Actual(
                "sales",
                "Sales",
                100m,
                contract: "CON-USD",
                project: "PRJ-USD",
                currency: "USD",
                billingType: because == "the billing type" ? "NonChargeable" : "Chargeable"
            )
        );
        Assert.IsEmpty(await host.RowsAsync("GeneralJournalAccountEntries"));
        Assert.AreEqual("PJV-000001", (string?)(await host.RowsAsync("ProjTransactions")).Single()["Voucher"]);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Prices_with_sales_tax_accrue_net_at_the_percentage_of_the_accounting_date()
    {
        var setUp = FinanceSample.Setup();
        setUp["contracts"]![0]!["pricesIncludeSalesTax"] = true;
        setUp["salesTaxCodes"]![0]!["rates"]!.AsArray().Add(new JsonObject { ["validFrom"] = "2026-09-20", ["percent"] = 25 });
        await using var host = await StartAsync(setUp);
        await PostAsync(
            host,
            FinanceSample.Actual("before", "Sales", 120m, date: "2026-09-15"),
            FinanceSample.Actual("after", "Sales", 125m, date: "2026-09-25"),
            FinanceSample.Actual("cost", "Cost", 60m, date: "2026-09-25")
        );
        var lines = await host.RowsAsync("ProjIntegrationJournalLines", "$orderby=JournalId,LineNumber");
        CollectionAssert.AreEquivalent(
            new[] { "120 20 125", "125 25 125", "60 0 76.2" },
            lines.ConvertAll(line => $"{Books.Number(line["Amount"])} {Books.Number(line["IncludedSalesTax"])} {Books.Number(line["AccountingAmount"])}")
        );
        CollectionAssert.AreEquivalent(new[] { "100", "100", "60" }, (await host.RowsAsync("ProjTransactions")).ConvertAll(row => Books.Number(row["Amount"])));
        await host.BooksAgreeAsync();

        // A reversal takes the net amount back, whatever the tax groups say now.
        setUp["contracts"]![0]!["pricesIncludeSalesTax"] = false;
        (await host.SetupAsync(setUp)).Ok();
        (await host.SendRowsAsync("ProjTransactionRelationships", [FinanceSample.Connection("back", "Reversing", "before", "Original")])).Ok();
        await PostAsync(host, FinanceSample.Actual("back", "Sales", -120m, date: "2026-09-26", quantity: -1));
        var back = (await host.RowsAsync("ProjIntegrationJournalLines", $"$filter=ActualId eq {FinanceSample.Id("back")}")).Single();
        Assert.AreEqual("-20 -125", $"{Books.Number(back["IncludedSalesTax"])} {Books.Number(back["AccountingAmount"])}");
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Dimensions_come_from_the_project_then_the_contract_then_the_customer()
    {
        var setUp = FinanceSample.Setup();
        foreach (var name in new[] { "Site", "Unit" })
        {
            setUp["dimensions"]!
                .AsArray()
                .Add(
                    new JsonObject
                    {
                        ["company"] = "USPM",
                        ["name"] = name,
                        ["values"] = new JsonArray("contract", "customer"),
                    }
                );
        }

        setUp["contracts"]![1]!["dimensions"] = new JsonObject { ["Department"] = "024", ["Site"] = "contract" };
        setUp["customers"]![1]!["dimensions"] = new JsonObject { ["Site"] = "customer", ["Unit"] = "customer" };
        await using var host = await StartAsync(setUp);
        await PostAsync(host, FinanceSample.Actual("sales", "Sales", 100m, contract: "CON-USD", project: "PRJ-USD", currency: "USD"));
        Assert.AreEqual("Department=025;Site=contract;Unit=customer", (string?)(await host.RowsAsync("ProjTransactions")).Single()["Dimensions"]);
        await host.BooksAgreeAsync();
    }

    private static async Task PostAsync(FinanceHost host, params JsonObject[] rows)
    {
        (await host.SendRowsAsync("ProjActualsImports", rows)).Ok();
        (await host.ImportAsync()).Ok();
        Assert.AreEqual("[]", (await host.PostJournalsAsync()).Ok().Json["messages"]!.ToJsonString());
    }

    private static async Task<FinanceHost> StartAsync(JsonObject setUp)
    {
        var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(setUp)).Ok();
        return host;
    }
}
