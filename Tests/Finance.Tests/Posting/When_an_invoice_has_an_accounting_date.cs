using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Posting;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Posting;

/// <summary>1,000 GBP without an agreement: 1.27 until October, 1.40 from November; sales tax 20 % until October, 25 % from November.</summary>
[TestClass]
public sealed class When_an_invoice_has_an_accounting_date
{
    [TestMethod]
    public async Task Confirmed_for_September_and_posted_later_all_of_it_is_of_September()
    {
        await using var host = await ReadyAsync(null, "2026-09-30");
        var posted = (await host.PostProposalAsync("PF-1")).Ok().Json;
        Assert.AreEqual("2026-09-30", (string?)posted["invoiceDate"]);
        string[] expected =
        [
            "Project - WIP - sales value|-1000|-1270|-1150",
            "Project - accrued revenue|1000|1270|1150",
            "Project - invoiced revenue|-1000|-1270|-1150",
            "Sales tax|-200|-254|-230",
            "Customer balance|1200|1524|1380",
        ];
        CollectionAssert.AreEqual(expected, await Books.OfInvoiceAsync(host, "PF-1"));
        Assert.AreEqual("2026-09-30", (string?)(await host.RowsAsync("GeneralJournalEntries", "$filter=Voucher eq 'INV-V-000001'")).Single()["AccountingDate"]);
        Assert.AreEqual("2026-09-30 2026-10-30", await DatesAsync(host));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task An_invoice_date_of_its_own_decides_tax_and_due_date_and_the_accounting_date_period_and_rates()
    {
        await using var host = await ReadyAsync("2026-11-02", "2026-09-30");
        (await host.PostProposalAsync("PF-1")).Ok();
        var entries = await Books.OfInvoiceAsync(host, "PF-1");
        CollectionAssert.Contains(entries, "Project - invoiced revenue|-1000|-1270|-1150");
        CollectionAssert.Contains(entries, "Sales tax|-250|-317.5|-287.5");
        Assert.AreEqual("2026-09-30", (string?)(await host.RowsAsync("GeneralJournalEntries", "$filter=Voucher eq 'INV-V-000001'")).Single()["AccountingDate"]);
        Assert.AreEqual("2026-11-02 2026-12-02", await DatesAsync(host));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_closed_period_refuses_it_and_the_clerk_takes_the_next_open_date_where_the_parameter_allows()
    {
        var setUp = Setup();
        await using var host = await ReadyAsync(null, "2026-08-31", setUp);
        var refused = await host.PostProposalAsync("PF-1");
        refused.Refused(409, PostingErrors.PeriodOfFixedDate);
        StringAssert.Contains(refused.Text, "The next open date is 2026-09-01.");
        StringAssert.Contains(refused.Text, "allowHeaderAccountingDate");
        StringAssert.Contains((await host.GetAsync("/api/proposals/USPM/PF-1/review")).Text, PostingErrors.PeriodOfAccountingDate.Code);
        var change = new JsonObject { ["AccountingDate"] = "2026-09-01" };
        (await host.ChangeProposalAsync("PF-1", change)).Refused(400, ProposalErrors.HeaderAccountingDate);

        setUp["parameters"]![0]!["allowHeaderAccountingDate"] = true;
        (await host.SetupAsync(setUp)).Ok();
        StringAssert.Contains((await host.PostProposalAsync("PF-1")).Text, "Change the accounting date of the proposal");
        (await host.ChangeProposalAsync("PF-1", change)).Ok();
        (await host.SendRowAsync("ProjInvoiceProposals", Header(null, "2026-08-31"))).Ok();
        (await host.PostProposalAsync("PF-1")).Ok();
        Assert.AreEqual("2026-09-01 2026-10-01", await DatesAsync(host));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_change_of_it_takes_taxes_and_due_date_along_where_it_is_the_invoice_date()
    {
        var setUp = Setup();
        setUp["parameters"]![0]!["allowHeaderAccountingDate"] = true;
        await using var host = await ReadyAsync(null, "2026-09-30", setUp);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["DueDate"] = "2026-12-24" })).Ok();
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["AccountingDate"] = "2026-11-02" })).Ok();
        var header = (await host.RowsAsync("ProjInvoiceProposals")).Single();
        Assert.AreEqual("1250 250 2026-12-02", $"{Books.Number(header["InvoiceAmount"])} {Books.Number(header["SumTax"])} {header["DueDate"]}");
    }

    [TestMethod]
    public async Task A_header_of_before_that_is_sent_again_with_one_is_known()
    {
        await using var host = await ReadyAsync("2026-09-30", null);
        (await host.SendRowAsync("ProjInvoiceProposals", Header("2026-09-30", "2026-09-30"))).Ok();
        (await host.SendRowAsync("ProjInvoiceProposals", Header("2026-09-29", "2026-09-30"))).Refused(400, StagingErrors.ProposalKnownDifferently);
    }

    [TestMethod]
    public async Task A_date_chosen_at_posting_discards_a_due_date_set_by_hand_on_a_proposal_without_a_date()
    {
        await using var host = await ReadyAsync(null, null);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["DueDate"] = "2026-12-24" })).Ok();
        (await host.PostProposalAsync("PF-1", "2026-09-20")).Ok();
        Assert.AreEqual("2026-09-20 2026-10-20", await DatesAsync(host));
        Assert.IsFalse((bool)(await host.RowsAsync("ProjInvoiceProposals")).Single()["DueDateIsOverridden"]!);
    }

    [TestMethod]
    public async Task Without_a_date_chosen_at_posting_the_due_date_set_by_hand_stays()
    {
        await using var host = await ReadyAsync(null, "2026-09-30");
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["DueDate"] = "2026-12-24" })).Ok();
        (await host.PostProposalAsync("PF-1")).Ok();
        Assert.AreEqual("2026-09-30 2026-12-24", await DatesAsync(host));
    }

    private static TestInvoice Invoice(string? invoiceDate) => new TestInvoice("PF-1", invoiceDate: invoiceDate).Line("a", 1000m);

    private static JsonObject Header(string? invoiceDate, string? accountingDate)
    {
        var header = Invoice(invoiceDate).Header;
        header["AccountingDate"] = accountingDate;
        return header;
    }

    private static JsonObject Setup()
    {
        var setUp = FinanceSample.Setup();
        setUp["fixedRateAgreements"] = new JsonArray();
        setUp["exchangeRates"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["type"] = "Default",
                    ["from"] = "GBP",
                    ["to"] = "USD",
                    ["validFrom"] = "2026-11-01",
                    ["rate"] = 1.40,
                }
            );
        setUp["salesTaxCodes"]![0]!["rates"]!.AsArray().Add(new JsonObject { ["validFrom"] = "2026-11-01", ["percent"] = 25 });
        return setUp;
    }

    private static async Task<FinanceHost> ReadyAsync(string? invoiceDate, string? accountingDate, JsonObject? setUp = null)
    {
        var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(setUp ?? Setup())).Ok();
        (await host.SendRowAsync("ProjInvoiceProposals", Header(invoiceDate, accountingDate))).Ok();
        await Invoice(invoiceDate).SendRowsAsync(host);
        await TestInvoice.ReadyAsync(host);
        return host;
    }

    private static async Task<string> DatesAsync(FinanceHost host)
    {
        var invoice = (await host.RowsAsync("ProjInvoices")).Single();
        return $"{invoice["InvoiceDate"]} {invoice["DueDate"]}";
    }
}
