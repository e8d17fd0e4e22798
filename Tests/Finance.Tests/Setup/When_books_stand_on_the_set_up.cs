using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Setup;

[TestClass]
public sealed class When_books_stand_on_the_set_up
{
    private const string Administrator = "Finance.Administrator";

    [TestMethod]
    public async Task A_period_with_vouchers_stays_but_may_be_closed_and_one_without_goes()
    {
        await using var host = await PostedAsync();
        const string September = "/data/FiscalPeriods(dataAreaId='USPM',From=2026-09-01)";
        (await host.SendAsync(Administrator, HttpMethod.Patch, September, new JsonObject { ["Status"] = "Closed" })).Ok();
        (await host.SendAsync(Administrator, HttpMethod.Delete, September, null)).Refused(400, SetupErrors.PeriodInUse);
        (await host.SendAsync(Administrator, HttpMethod.Patch, September, new JsonObject { ["To"] = "2026-09-02" })).Refused(400, SetupErrors.PeriodInUse);
        var without = FinanceSample.Setup();
        without["fiscalPeriods"]!.AsArray().Remove(without["fiscalPeriods"]!.AsArray().Single(period => (string)period!["from"]! == "2026-09-01"));
        (await host.SetupAsync(without)).Refused(400, SetupErrors.PeriodInUse);
        (await host.SendAsync(Administrator, HttpMethod.Delete, "/data/FiscalPeriods(dataAreaId='USPM',From=2026-08-01)", null)).Ok();

        // One period may become two, as long as every voucher has one.
        var halves = await host.BatchAsync(
            Administrator,
            [
                new BatchPart("PATCH", September, new JsonObject { ["To"] = "2026-09-14" }),
                new BatchPart(
                    "POST",
                    "/data/FiscalPeriods",
                    new JsonObject
                    {
                        ["From"] = "2026-09-15",
                        ["To"] = "2026-09-30",
                        ["Status"] = "Closed",
                    }
                ),
            ]
        );
        StringAssert.Contains(halves.Text, "201 Created");
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_company_with_vouchers_stays_with_its_currencies()
    {
        await using var host = await PostedAsync();
        (await host.SendAsync(Administrator, HttpMethod.Patch, "/data/Companies('USPM')", new JsonObject { ["ReportingCurrency"] = null })).Refused(
            400,
            SetupErrors.CurrenciesInUse
        );
        (await host.SendAsync(Administrator, HttpMethod.Delete, "/data/Companies('USPM')", null)).Refused(400, SetupErrors.CompanyInUse);
        (await host.SendAsync(Administrator, HttpMethod.Patch, "/data/Companies(Id='USPM')", new JsonObject { ["Name"] = "Contoso" })).Ok();
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task An_account_structure_demands_its_dimensions_at_import_and_at_posting()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Line("a", 10m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        var structure = new JsonObject
        {
            ["Name"] = "Revenue",
            ["Accounts"] = new JsonArray("411000..411199"),
            ["Dimensions"] = new JsonArray(
                new JsonObject
                {
                    ["Name"] = "Department",
                    ["Required"] = true,
                    ["Values"] = new JsonArray("025"),
                }
            ),
        };
        (await host.SendAsync(Administrator, HttpMethod.Post, "/data/AccountStructures", structure)).Ok();
        var refused = await host.PostProposalAsync("PF-1");
        refused.Refused(409, LedgerErrors.StructureRefusesValue);
        StringAssert.Contains(refused.Text, "Main account 411100 (account structure Revenue) does not take 024 as dimension Department, but 025.");

        await new TestInvoice("PF-2").Line("b", 10m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        StringAssert.Contains(
            (string)(await host.RowsAsync("ProjInvoiceProposals", "$filter=InvoiceProposalId eq 'PF-2'")).Single()["WaitingReason"]!,
            "account structure Revenue"
        );

        (
            await host.SendAsync(
                Administrator,
                HttpMethod.Patch,
                "/data/AccountStructures(dataAreaId='USPM',Name='Revenue')",
                JsonNode.Parse("""{"Dimensions":[{"Name":"Department","Required":true}]}""")
            )
        ).Ok();
        (await host.PostProposalAsync("PF-1")).Ok();
        (await host.ImportAsync()).Ok();
        (await host.PostProposalAsync("PF-2")).Ok();
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task An_account_structure_of_customer_balance_or_sales_tax_asks_the_header_for_dimensions()
    {
        await using var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        setUp["parameters"]![0]!["allowHeaderDimensions"] = true;
        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-1").Line("a", 0.05m).Line("b", 0.05m).Line("c", 0.05m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        var accounts = setUp["ledgerPosting"]!
            .AsArray()
            .Where(posting => (string?)posting!["postingType"] == "Customer balance")
            .Select(posting => posting!["account"]!.DeepClone())
            .Append(setUp["salesTaxCodes"]![0]!["account"]!.DeepClone());
        var structure = new JsonObject
        {
            ["Name"] = "Balances",
            ["Accounts"] = new JsonArray([.. accounts]),
            ["Dimensions"] = new JsonArray(new JsonObject { ["Name"] = "Department", ["Required"] = true }),
        };
        (await host.SendAsync(Administrator, HttpMethod.Post, "/data/AccountStructures", structure)).Ok();
        var refused = await host.PostProposalAsync("PF-1");
        refused.Refused(409, LedgerErrors.StructureNeedsDimension);
        foreach (var account in structure["Accounts"]!.AsArray())
        {
            StringAssert.Contains(
                refused.Text,
                $"Main account {account} (account structure Balances) needs dimension Department, which is missing. Correct the dimensions of "
                    + "the header or the structure, then post again."
            );
        }

        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["Dimensions"] = "Department=025" })).Ok();
        (await host.PostProposalAsync("PF-1")).Ok();
        var entries = await host.RowsAsync("GeneralJournalAccountEntries", "$filter=InvoiceProposalId eq 'PF-1'");
        foreach (var postingType in new[] { "Customer balance", "Sales tax", "Penny difference" })
        {
            Assert.AreEqual(
                "Department=025",
                string.Join(' ', entries.Where(entry => (string?)entry["PostingType"] == postingType).Select(entry => entry["Dimensions"]).Distinct()),
                postingType
            );
        }

        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task An_account_structure_of_the_penny_difference_asks_the_header_for_dimensions_where_there_is_one()
    {
        await using var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        setUp["parameters"]![0]!["allowHeaderDimensions"] = true;
        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-1").Line("a", 0.05m).Line("b", 0.05m).Line("c", 0.05m).SendAsync(host);
        await new TestInvoice("PF-2").Line("d", 100m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        var account = (string)
            setUp["ledgerPosting"]!
                .AsArray()
                .Single(posting => (string?)posting!["postingType"] == "Penny difference" && (string?)posting["company"] == "USPM")!["account"]!;
        var structure = new JsonObject
        {
            ["Name"] = "Rounding",
            ["Accounts"] = new JsonArray(account),
            ["Dimensions"] = new JsonArray(new JsonObject { ["Name"] = "Department", ["Required"] = true }),
        };
        (await host.SendAsync(Administrator, HttpMethod.Post, "/data/AccountStructures", structure)).Ok();
        var refused = await host.PostProposalAsync("PF-1");
        refused.Refused(409, LedgerErrors.StructureNeedsDimension);
        StringAssert.Contains(
            refused.Text,
            $"Main account {account} (account structure Rounding) needs dimension Department, which is missing. Correct the dimensions of the "
                + "header or the structure, then post again."
        );
        (await host.PostProposalAsync("PF-2")).Ok();
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["Dimensions"] = "Department=025" })).Ok();
        (await host.PostProposalAsync("PF-1")).Ok();
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_continuous_number_is_not_raised_once_in_use_and_no_number_ever_falls()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        const string Invoices = "/data/NumberSequences(dataAreaId='USPM',Reference='Customer invoice')";
        const string Vouchers = "/data/NumberSequences(dataAreaId='USPM',Reference='Invoice voucher')";
        (await host.SendAsync(Administrator, HttpMethod.Patch, Invoices, new JsonObject { ["Next"] = 500 })).Ok();
        Assert.AreEqual("INV-000500", (string?)(await new TestInvoice("PF-1").Milestone("a", 10m).PostAsync(host)).Json["customerInvoiceNumber"]);
        (await host.SendAsync(Administrator, HttpMethod.Patch, Invoices, new JsonObject { ["Next"] = 600 })).Refused(400, SetupErrors.NumbersLost);
        (await host.SendAsync(Administrator, HttpMethod.Patch, Invoices, new JsonObject { ["Next"] = 2 })).Ok();
        (await host.SendAsync(Administrator, HttpMethod.Patch, Vouchers, new JsonObject { ["Next"] = 700 })).Ok();
        await new TestInvoice("PF-2").Milestone("b", 10m).PostAsync(host);
        var posted = (await host.RowsAsync("ProjInvoiceProposals", "$filter=InvoiceProposalId eq 'PF-2'")).Single();
        Assert.AreEqual("INV-000501", (string?)posted["ProjInvoiceId"]);
        Assert.AreEqual("INV-V-000700", (string?)posted["LedgerVoucher"]);
        await host.BooksAgreeAsync();
    }

    private static async Task<FinanceHost> PostedAsync()
    {
        var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Milestone("a", 10m).PostAsync(host);
        return host;
    }
}
