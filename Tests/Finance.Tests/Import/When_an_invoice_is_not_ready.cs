using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Import;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Import;

/// <summary>Domain rules, section 6: when the lines of an invoice are added.</summary>
[TestClass]
public sealed class When_an_invoice_is_not_ready
{
    [TestMethod]
    public async Task Unedited_lines_wait_for_their_unbilled_sales_only()
    {
        await using var host = await StartAsync();
        var invoice = new TestInvoice("PF-1").Line("a", 10m);
        await invoice.SendAsync(host);
        Assert.AreEqual("Line 1 bills unbilled sales that are not posted. Post the integration journal, then run the import again.", await WaitingAsync(host));
        (await host.PostJournalsAsync()).Ok();
        Assert.IsNull(await WaitingAsync(host));
        (await host.PostProposalAsync("PF-1")).Ok();
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task An_edited_line_needs_import_journal_import_and_its_rest_but_not_the_reversal()
    {
        await using var host = await StartAsync();
        (await host.SendRowsAsync("ProjActualsImports", [FinanceSample.Actual("U0", "Sales", 1600m, quantity: 8)])).Ok();
        (await host.ImportAsync()).Ok();
        (await host.PostJournalsAsync()).Ok();

        // Eight hours were reduced to six: U0', U1 and B1 of six, U2 and B2 of two, not charged.
        var invoice = new TestInvoice("PF-1").Line("1", 1200m, 6).Line("2", 400m, 2, billingType: "NonChargeable");
        invoice.Connections.Add(FinanceSample.Connection("1 U", "Replacing", "U0", "Original"));
        invoice.Connections.Add(FinanceSample.Connection("2 U", "Replacing", "U0", "Original"));
        var rest = invoice.Actuals.Single(row => (Guid)row["ActualId"]! == FinanceSample.Id("2 U"));
        invoice.Actuals.Remove(rest);
        await invoice.SendAsync(host);
        StringAssert.StartsWith(await WaitingAsync(host), "What an edit left over, actual ");
        (await host.PostJournalsAsync()).Ok();
        StringAssert.StartsWith(await WaitingAsync(host), "What an edit left over, actual ");
        (await host.SendRowsAsync("ProjActualsImports", [rest])).Ok();
        (await host.ImportAsync()).Ok();
        (await host.PostJournalsAsync()).Ok();
        Assert.IsNull(await WaitingAsync(host));
        (await host.PostProposalAsync("PF-1")).Ok();

        // The reversal arrives last of all and still undoes the accrual of U0.
        (await host.SendRowsAsync("ProjActualsImports", [FinanceSample.Actual("U0'", "Sales", -1600m, quantity: -8)])).Ok();
        (await host.SendRowsAsync("ProjTransactionRelationships", [FinanceSample.Connection("U0'", "Reversing", "U0", "Original")])).Ok();
        (await host.ImportAsync()).Ok();
        (await host.PostJournalsAsync()).Ok();
        Assert.AreEqual(
            0m,
            (await host.RowsAsync("GeneralJournalAccountEntries", "$filter=PostingType eq 'Project - WIP - sales value'")).Sum(row =>
                (decimal)row["AccountingAmount"]!
            )
        );
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task What_is_not_charged_and_no_rest_is_not_waited_for()
    {
        await using var host = await StartAsync();
        var invoice = new TestInvoice("PF-1").Line("a", 10m).Line("gift", 5m, billingType: "Complimentary");
        invoice.Actuals.RemoveAll(row => (Guid)row["ActualId"]! == FinanceSample.Id("gift U"));
        await invoice.SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        Assert.IsNull(await WaitingAsync(host));
    }

    [TestMethod]
    public async Task A_credit_waits_for_the_invoice_of_what_it_credits_and_for_its_connection()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Milestone("m", 100m).SendAsync(host);
        var credit = new TestInvoice("PF-2").CreditOnAccount("m", 100m);
        credit.Actuals[0]["AdjustmentStatus"] = 192350002;
        (await host.SendRowAsync("ProjInvoiceProposals", credit.Header)).Ok();
        (await host.SendRowsAsync("ProjActualsImports", credit.Actuals)).Ok();
        Assert.AreEqual("Line 1 is not connected to the line it credits yet.", await WaitingAsync(host, "PF-2"));
        (await host.SendRowsAsync("ProjTransactionRelationships", credit.Connections)).Ok();
        Assert.AreEqual("Line 1 credits a line whose invoice is not posted.", await WaitingAsync(host, "PF-2"));
        (await host.PostProposalAsync("PF-1")).Ok();
        Assert.IsNull(await WaitingAsync(host, "PF-2"));
        (await host.PostProposalAsync("PF-2")).Ok();
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Milestones_and_retainers_are_ready_at_once_and_uses_when_their_retainer_is_posted()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Milestone("m", 100m).Retainer("r", 20m).SendAsync(host);
        await new TestInvoice("PF-2").Milestone("n", 100m).Retainer("used", -20m).SendAsync(host);
        Assert.IsNull(await WaitingAsync(host));
        Assert.AreEqual("Line 1 uses or refunds a retainer whose own invoice is not posted, or is credited.", await WaitingAsync(host, "PF-2"));
        (await host.PostProposalAsync("PF-1")).Ok();
        Assert.IsNull(await WaitingAsync(host, "PF-2"));
        (await host.PostProposalAsync("PF-2")).Ok();
    }

    [TestMethod]
    public async Task Of_several_contract_customers_each_has_an_invoice_of_its_own()
    {
        await using var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        setUp["contracts"]![0]!["fundingSources"]!.AsArray().Add(new JsonObject { ["id"] = "FS-2", ["customer"] = "C-0002" });
        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-1").Milestone("a", 60m).SendAsync(host);
        var other = new TestInvoice("PF-2").Milestone("b", 40m);
        var header = other.Header;
        header["FundingSourceId"] = "FS-2";
        (await host.SendRowAsync("ProjInvoiceProposals", header)).Ok();
        (await host.SendRowsAsync("ProjActualsImports", other.Actuals)).Ok();
        StringAssert.Contains((await host.ImportAsync()).Ok().Text, ImportErrors.OtherFundingSource.Code, "The row is for the first customer.");
        other = new TestInvoice("PF-3").Milestone("c", 40m);
        header = other.Header;
        header["FundingSourceId"] = "FS-2";
        other.Actuals[0]["FundingSource"] = "FS-2";
        (await host.SendRowAsync("ProjInvoiceProposals", header)).Ok();
        (await host.SendRowsAsync("ProjActualsImports", other.Actuals)).Ok();
        (await host.ImportAsync()).Ok();
        (await host.PostProposalAsync("PF-1")).Ok();
        (await host.PostProposalAsync("PF-3")).Ok();
        CollectionAssert.AreEqual(
            new[] { "C-0001 72", "C-0002 40" },
            (await host.RowsAsync("ProjInvoices", "$orderby=CustomerAccount")).ConvertAll(row =>
                $"{row["CustomerAccount"]} {Books.Number(row["InvoiceAmount"])}"
            )
        );
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Each_of_several_contract_customers_is_invoiced_a_part_of_a_milestone_with_a_tax_group_of_its_own()
    {
        await using var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        setUp["contracts"]![0]!["fundingSources"]!.AsArray().Add(new JsonObject { ["id"] = "FS-2", ["customer"] = "C-0002" });
        (await host.SetupAsync(setUp)).Ok();
        (await host.SendRowsAsync("ProjectContractLineMilestones", [FinanceSample.ContractMilestone("M-1", 100m)])).Ok();
        await new TestInvoice("PF-1").Milestone("a", 60m, milestone: "M-1").SendAsync(host);
        var other = new TestInvoice("PF-2").Milestone("b", 40m, milestone: "M-1");
        var header = other.Header;
        header["FundingSourceId"] = "FS-2";
        other.Actuals[0]["FundingSource"] = "FS-2";
        (await host.SendRowAsync("ProjInvoiceProposals", header)).Ok();
        (await host.SendRowsAsync("ProjActualsImports", other.Actuals)).Ok();
        (await host.ImportAsync()).Ok();
        CollectionAssert.AreEqual(
            new[] { "60 UK", "40 " },
            (await host.RowsAsync("ProjInvoiceProposalLines", "$orderby=InvoiceProposalId")).ConvertAll(row =>
                $"{Books.Number(row["Amount"])} {row["SalesTaxGroup"]}"
            )
        );
        (await host.PostProposalAsync("PF-1")).Ok();
        (await host.PostProposalAsync("PF-2")).Ok();
        Assert.IsTrue((await host.RowsAsync("ProjOnAccountTransactions")).TrueForAll(row => (string?)row["Status"] == "Invoiced"));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_line_is_accounted_as_what_it_bills_was_and_not_by_the_set_up_of_today()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Line("a", 100m).SendAsync(host);
        (await host.ImportAsync()).Ok();
        (await host.PostJournalsAsync()).Ok();
        var setUp = FinanceSample.Setup();
        setUp["customers"]![0]!["salesTaxGroup"] = null;
        setUp["projects"]![0]!["dimensions"] = new JsonObject { ["Department"] = "025" };
        setUp["categories"]!.AsArray().Clear();
        (await host.SetupAsync(setUp)).Ok();
        (await host.ImportAsync()).Ok();
        var line = (await host.RowsAsync("ProjInvoiceProposalLines")).Single();
        Assert.AreEqual("UK FULL Department=024", $"{line["SalesTaxGroup"]} {line["ItemSalesTaxGroup"]} {line["Dimensions"]}");
        (await host.PostProposalAsync("PF-1")).Ok();
        await host.BooksAgreeAsync();
    }

    /// <summary>Runs the import and tells what the proposal waits for.</summary>
    private static async Task<string?> WaitingAsync(FinanceHost host, string proposal = "PF-1")
    {
        (await host.ImportAsync()).Ok();
        return (string?)(await host.RowsAsync("ProjInvoiceProposals", $"$filter=InvoiceProposalId eq '{proposal}'")).Single()["WaitingReason"];
    }

    private static async Task<FinanceHost> StartAsync()
    {
        var host = await FinanceHost.StartAsync(FinanceSample.RetainerArgument);
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        return host;
    }
}
