using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Posting;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Review;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Proposals;

[TestClass]
public sealed class When_a_proposal_is_reviewed
{
    [TestMethod]
    public async Task It_tells_totals_taxes_dates_and_rates()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Line("a", 100m).Line("b", 50m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        var review = await ReviewAsync(host);
        Assert.AreEqual(
            "Ready 2 150 30 180 C-0001 2026-09-30 2026-10-30 Net30 1.25 1.15",
            string.Join(
                ' ',
                review["status"],
                review["lineCount"],
                review["netAmount"],
                review["salesTaxAmount"],
                review["invoiceAmount"],
                review["customerAccount"],
                review["invoiceDate"],
                review["dueDate"],
                review["termsOfPayment"],
                review["exchangeRate"],
                review["reportingRate"]
            )
        );
        var tax = review["taxes"]!.AsArray().Single()!;
        Assert.AreEqual("UK20 20 150 30 37.5", $"{tax["code"]} {tax["percent"]} {tax["baseAmount"]} {tax["taxAmount"]} {tax["accountingTaxAmount"]}");
        Assert.IsEmpty(review["warnings"]!.AsArray());
        (await host.PostProposalAsync("PF-1")).Ok();
        review = await ReviewAsync(host);
        Assert.AreEqual(
            "Posted INV-000001 180 2026-10-30 1.25",
            $"{review["status"]} {review["invoiceNumber"]} {review["invoiceAmount"]} {review["dueDate"]} {review["exchangeRate"]}"
        );
        Assert.AreEqual(tax.ToJsonString(), review["taxes"]!.AsArray().Single()!.ToJsonString());
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task It_tells_what_it_waits_for_and_what_stands_in_the_way()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Line("a", 100m).SendAsync(host);
        (await host.ImportAsync()).Ok();
        var review = await ReviewAsync(host);
        Assert.AreEqual("Open", (string?)review["status"]);
        StringAssert.Contains((string?)review["waitingFor"], "not posted");
        await TestInvoice.ReadyAsync(host);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["InvoiceDate"] = "2026-08-15" })).Ok();
        StringAssert.Contains((await ReviewAsync(host))["warnings"]!.ToJsonString(), PostingErrors.PeriodOfInvoiceDate.Code);
        var setUp = FinanceSample.Setup();
        setUp["ledgerPosting"]!.AsArray().RemoveAt(0);
        setUp["numberSequences"]!.AsArray().Clear();
        (await host.SetupAsync(setUp)).Ok();
        var warnings = (await ReviewAsync(host))["warnings"]!.ToJsonString();
        StringAssert.Contains(warnings, PostingErrors.NoAccount.Code);
        StringAssert.Contains(warnings, SetupErrors.NoNumberSequence.Code);
        (await host.GetAsync("/api/proposals/USPM/PF-9/review")).Refused(404, ProposalErrors.UnknownProposal);
    }

    [TestMethod]
    public async Task The_pro_forma_is_the_document_as_it_will_be_posted()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-0").Retainer("advance", 10m).PostAsync(host);
        await new TestInvoice("PF-1")
            .Line("a", 33.33m, date: "2026-09-01")
            .Line("b", 33.33m, date: "2026-09-02")
            .Line("c", 33.34m, date: "2026-09-03")
            .Retainer("used", -10m)
            .SendAsync(host);
        (await host.GetAsync("/api/proposals/USPM/PF-1/pro-forma")).Refused(409, ProposalErrors.NotReady);
        await TestInvoice.ReadyAsync(host);
        var before = await Books.EverythingAsync(host);
        var draft = await ProFormaAsync(host);
        Assert.AreEqual(before, await Books.EverythingAsync(host));
        Assert.AreEqual(
            "Invoice  90 18 108 135",
            $"{draft["invoice"]!["documentType"]} {draft["invoice"]!["number"]} {draft["invoice"]!["totals"]!["netAmount"]} "
                + $"{draft["invoice"]!["totals"]!["taxAmount"]} {draft["invoice"]!["totals"]!["amountDue"]} "
                + $"{draft["invoice"]!["totals"]!["accountingAmountDue"]}"
        );
        (await host.PostProposalAsync("PF-1")).Ok();
        var posted = (await host.RowsAsync("ProjInvoices", "$filter=InvoiceProposalId eq 'PF-1'")).Single();
        Assert.AreEqual("108 135", $"{Books.Number(posted["InvoiceAmount"])} {Books.Number(posted["InvoiceAmountAccounting"])}");
        (await host.GetAsync("/api/proposals/USPM/PF-1/pro-forma")).Refused(409, ReviewErrors.Posted);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Its_layout_cuts_orders_and_sums_up_lines_and_leaves_the_amounts()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1")
            .Line("a", 20m, 2, date: "2026-09-03")
            .Line("b", 30m, 3, date: "2026-09-01")
            .Line("trip", 99m, classification: FinanceSample.Expense, category: "Travel")
            .SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        Assert.AreEqual("[null: 30 20 99 = 149]", Shown(await ProFormaAsync(host)));
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["LayoutSections"] = "Category", ["LayoutOrder"] = "Amount" })).Ok();
        Assert.AreEqual("[Consulting: 30 20 = 50][Travel: 99 = 99]", Shown(await ProFormaAsync(host)));
        (
            await host.ChangeProposalAsync(
                "PF-1",
                new JsonObject
                {
                    ["LayoutSections"] = "TransactionType",
                    ["LayoutDetail"] = "Summary",
                    ["LayoutOrder"] = "Date",
                }
            )
        ).Ok();
        var summary = await ProFormaAsync(host);
        Assert.AreEqual("[Expense: 99 = 99][Hour: 50 = 50]", Shown(summary));
        Assert.AreEqual("5 10", $"{summary["sections"]![1]!["lines"]![0]!["quantity"]} {summary["sections"]![1]!["lines"]![0]!["salesTaxAmount"]}");
        (await host.PostProposalAsync("PF-1")).Ok();
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Its_page_holds_no_script_whatever_the_texts_are()
    {
        await using var host = await StartAsync();
        var invoice = new TestInvoice("PF-1").Milestone("a", 1234.5m);
        invoice.Actuals[0]["Description"] = "<script>alert(1)</script> & more";
        await invoice.SendAsync(host);
        (await host.ImportAsync()).Ok();
        var page = (await host.GetAsync("/api/proposals/USPM/PF-1/pro-forma?format=html")).Ok().Text;
        Assert.IsFalse(page.Contains("<script", StringComparison.OrdinalIgnoreCase));
        StringAssert.Contains(page, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more");
        StringAssert.Contains(page, "1,234.5");
        StringAssert.Contains(page, "Coho Winery");
        (await host.GetAsync("/api/proposals/USPM/PF-1/pro-forma?format=pdf")).Refused(400, ApiErrors.UnknownFormat);
    }

    private static string Shown(JsonNode document) =>
        string.Concat(
            document["sections"]!
                .AsArray()
                .Select(section =>
                    $"[{(string?)section!["name"] ?? "null"}: "
                    + $"{string.Join(' ', section["lines"]!.AsArray().Select(line => Books.Number(line!["netAmount"])))} = "
                    + $"{Books.Number(section["netAmount"])}]"
                )
        );

    private static async Task<JsonNode> ReviewAsync(FinanceHost host) => (await host.GetAsync("/api/proposals/USPM/PF-1/review")).Ok().Json;

    private static async Task<JsonNode> ProFormaAsync(FinanceHost host) => (await host.GetAsync("/api/proposals/USPM/PF-1/pro-forma")).Ok().Json;

    private static async Task<FinanceHost> StartAsync()
    {
        var host = await FinanceHost.StartAsync(FinanceSample.RetainerArgument);
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        return host;
    }
}
