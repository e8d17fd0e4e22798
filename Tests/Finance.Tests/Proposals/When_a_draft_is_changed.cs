using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Proposals;

[TestClass]
public sealed class When_a_draft_is_changed
{
    [TestMethod]
    public async Task Another_tax_group_changes_taxes_and_totals_with_it()
    {
        await using var host = await ReadyAsync(new TestInvoice("PF-1").Line("a", 33.33m).Line("b", 33.33m).Line("c", 33.34m));
        var largest = (await host.RowsAsync("ProjInvoiceProposalLines", "$filter=Amount eq 33.34")).Single();
        Assert.AreEqual(204, (await host.ChangeProposalAsync("PF-1", new JsonObject { ["SalesTaxGroup"] = "" }, (int)largest["LineNumber"]!)).Status);
        var lines = await host.RowsAsync("ProjInvoiceProposalLines", "$orderby=Amount,LineNumber");
        CollectionAssert.AreEqual(new[] { "6.66", "6.67", "0" }, lines.ConvertAll(line => Books.Number(line["SalesTaxAmount"])), "66.66 bear 13.33.");
        Assert.AreEqual("113.33 13.33", await TotalsAsync(host));
        (await host.PostProposalAsync("PF-1")).Ok();
        Assert.AreEqual("113.33", Books.Number((await host.RowsAsync("ProjInvoices")).Single()["InvoiceAmount"]));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Another_invoice_date_takes_the_percentages_of_its_day()
    {
        var setUp = FinanceSample.Setup();
        setUp["salesTaxCodes"]![0]!["rates"]!.AsArray().Add(new JsonObject { ["validFrom"] = "2026-11-01", ["percent"] = 25 });
        await using var host = await ReadyAsync(new TestInvoice("PF-1").Line("a", 100m), setUp);
        Assert.AreEqual("120 20", await TotalsAsync(host));
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["InvoiceDate"] = "2026-11-02" })).Ok();
        Assert.AreEqual("125 25", await TotalsAsync(host));
        Assert.AreEqual("2026-12-02", await DueAsync(host));
        (await host.PostProposalAsync("PF-1")).Ok();
        Assert.AreEqual("2026-11-02 2026-12-02 125", await InvoiceAsync(host));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_due_date_by_hand_stays_until_the_invoice_date_changes()
    {
        await using var host = await ReadyAsync(new TestInvoice("PF-1").Line("a", 100m).Line("b", 1m));
        Assert.AreEqual("2026-10-30", await DueAsync(host));
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["DueDate"] = "2026-12-24" })).Ok();
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["LayoutDetail"] = "Summary" })).Ok();
        Assert.AreEqual("2026-12-24", await DueAsync(host));
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["InvoiceDate"] = "2026-09-29" })).Ok();
        Assert.AreEqual("2026-10-29", await DueAsync(host));
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["InvoiceDate"] = "2026-09-28", ["DueDate"] = "2026-12-24" })).Ok();
        Assert.AreEqual("2026-12-24", await DueAsync(host));
        (await host.PostProposalAsync("PF-1")).Ok();
        Assert.AreEqual("2026-09-28 2026-12-24 121.2", await InvoiceAsync(host));
    }

    [TestMethod]
    public async Task Another_date_given_when_posting_discards_the_due_date_by_hand()
    {
        await using var host = await ReadyAsync(new TestInvoice("PF-1").Line("a", 100m));
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["DueDate"] = "2026-12-24" })).Ok();
        (await host.PostProposalAsync("PF-1", "2026-09-20")).Ok();
        Assert.AreEqual("2026-09-20 2026-10-20 120", await InvoiceAsync(host));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Other_terms_or_none_decide_the_due_date()
    {
        var setUp = FinanceSample.Setup();
        setUp["termsOfPayment"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["company"] = "USPM",
                    ["code"] = "EndOfMonth",
                    ["days"] = 10,
                    ["from"] = "MonthEnd",
                }
            );
        await using var host = await ReadyAsync(new TestInvoice("PF-1", invoiceDate: "2026-09-15").Line("a", 100m), setUp);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["TermsOfPayment"] = "EndOfMonth" })).Ok();
        Assert.AreEqual("2026-10-10", await DueAsync(host));
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["TermsOfPayment"] = "XX" })).Refused(400, ProposalErrors.UnknownTerms);
        (await host.PostProposalAsync("PF-1")).Ok();
        Assert.AreEqual("2026-09-15 2026-10-10 120", await InvoiceAsync(host));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Dimensions_of_the_header_need_the_parameter()
    {
        var setUp = FinanceSample.Setup();
        setUp["parameters"]![0]!["allowHeaderDimensions"] = false;
        await using var host = await ReadyAsync(new TestInvoice("PF-1").Line("a", 100m), setUp);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["Dimensions"] = "Department=025" })).Refused(400, ProposalErrors.HeaderDimensions);
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["Dimensions"] = "Department=999" })).Refused(400, LedgerErrors.UnreadableDimensions);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["Dimensions"] = "department=025" })).Ok();
        (await host.PostProposalAsync("PF-1")).Ok();
        var entries = await host.RowsAsync("GeneralJournalAccountEntries", "$filter=InvoiceProposalId eq 'PF-1' and PostingType eq 'Customer balance'");
        Assert.AreEqual("Department=025", (string?)entries.Single()["Dimensions"]);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task The_header_sent_again_leaves_the_chosen_date()
    {
        var invoice = new TestInvoice("PF-1").Line("a", 100m);
        await using var host = await ReadyAsync(invoice);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["InvoiceDate"] = "2026-09-29" })).Ok();
        Assert.AreEqual(200, (await host.SendRowAsync("ProjInvoiceProposals", invoice.Header)).Status);
        Assert.AreEqual("2026-09-29", (string?)(await host.RowsAsync("ProjInvoiceProposals")).Single()["InvoiceDate"]);
        var other = invoice.Header;
        other["InvoiceDate"] = "2026-09-29";
        (await host.SendRowAsync("ProjInvoiceProposals", other)).Refused(400, StagingErrors.ProposalKnownDifferently);
    }

    [TestMethod]
    public async Task What_is_not_for_the_draft_is_refused_by_name_and_changes_nothing()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-0").Line("old", 50m).PostAsync(host);
        await new TestInvoice("PF-1").Line("a", 100m, date: "2026-09-14").Credit("old", 50m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        var before = await Books.EverythingAsync(host);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["Dimensions"] = "Department=025" }, 1)).Refused(400, ProposalErrors.LineDimensions);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["Amount"] = 1 }, 1)).Refused(400, EditableSetErrors.NotEditable);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["SalesTaxGroup"] = "XX" }, 1)).Refused(400, SalesTaxErrors.UnknownGroup);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["SalesTaxGroup"] = "" }, 2)).Refused(409, ProposalErrors.TaxOfCredit);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["SalesTaxGroup"] = "" }, 1, "Finance.Reader")).Refused(403, ApiErrors.RoleMissing);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["SalesTaxGroup"] = "" }, 1, ifMatch: "W/\"stale\"")).Refused(
            412,
            EditableSetErrors.OtherVersion
        );
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["SalesTaxGroup"] = "" }, 9)).Refused(404, EditableSetErrors.UnknownRecord);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["SalesCurrency"] = "USD" })).Refused(400, EditableSetErrors.NotEditable);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["LayoutOrder"] = "Color" })).Refused(400, EditableSetErrors.WrongValue);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["InvoiceDate"] = "2009-01-01" })).Refused(409, SalesTaxErrors.NoPercentage);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["DueDate"] = "2026-12-24" }, role: "Finance.Integration")).Refused(
            403,
            ApiErrors.RoleMissing
        );
        (
            await host.SendAsync(
                "Finance.ReceivablesClerk",
                HttpMethod.Delete,
                "/data/ProjInvoiceProposalLines(dataAreaId='USPM',InvoiceProposalId='PF-1',LineNumber=1)?cross-company=true",
                null
            )
        ).Refused(403, ProposalErrors.LineNotDeleted);
        Assert.AreEqual(before, await Books.EverythingAsync(host));
        (await host.ChangeProposalAsync("PF-0", new JsonObject { ["DueDate"] = "2026-12-24" })).Refused(409, ProposalErrors.Closed);
        (await host.ChangeProposalAsync("PF-0", new JsonObject { ["SalesTaxGroup"] = "" }, 1)).Refused(409, ProposalErrors.Closed);
        (await host.DeleteLinesAsync("PF-0")).Refused(409, ProposalErrors.Closed);
        (await host.DeleteLinesAsync("PF-9")).Refused(404, ProposalErrors.UnknownProposal);
    }

    private static async Task<string> TotalsAsync(FinanceHost host)
    {
        var header = (await host.RowsAsync("ProjInvoiceProposals")).Single();
        return $"{Books.Number(header["InvoiceAmount"])} {Books.Number(header["SumTax"])}";
    }

    private static async Task<string?> DueAsync(FinanceHost host) => (string?)(await host.RowsAsync("ProjInvoiceProposals")).Single()["DueDate"];

    private static async Task<string> InvoiceAsync(FinanceHost host)
    {
        var invoice = (await host.RowsAsync("ProjInvoices")).Single();
        return $"{invoice["InvoiceDate"]} {invoice["DueDate"]} {Books.Number(invoice["InvoiceAmount"])}";
    }

    private static async Task<FinanceHost> ReadyAsync(TestInvoice invoice, JsonObject? setUp = null)
    {
        var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(setUp ?? FinanceSample.Setup())).Ok();
        await invoice.SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        return host;
    }
}
