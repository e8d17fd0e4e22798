using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Import;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Proposals;

[TestClass]
public sealed class When_milestones_are_known_before_their_invoice
{
    private const string Accountant = "Finance.ProjectAccountant";
    private const string Milestones = "ProjectContractLineMilestones";
    private const string OnAccount = "ProjOnAccountTransactions";

    [TestMethod]
    public async Task Each_has_one_on_account_transaction_with_the_defaults_of_set_up()
    {
        await using var host = await StartAsync();
        (
            await host.SendRowsAsync(Milestones, [FinanceSample.ContractMilestone("M-1", 5000m), FinanceSample.ContractMilestone("M-2", 10m, project: null)])
        ).Ok();
        (await host.SendRowsAsync(Milestones, [FinanceSample.ContractMilestone("M-1", 5000m)])).Ok();
        var rows = await host.RowsAsync(OnAccount, "$orderby=ContractLineMilestoneIdentifier");
        Assert.HasCount(2, rows);
        Assert.AreEqual(
            "UK FULL Department=024 Open 5000",
            $"{rows[0]["SalesTaxGroup"]} {rows[0]["ItemSalesTaxGroup"]} {rows[0]["Dimensions"]} {rows[0]["Status"]} {Books.Number(rows[0]["Amount"])}"
        );
        Assert.AreEqual(
            "UK FULL ",
            $"{rows[1]["SalesTaxGroup"]} {rows[1]["ItemSalesTaxGroup"]} {rows[1]["Dimensions"]}",
            "Without a project the contract's customer gives the tax group."
        );
    }

    [TestMethod]
    public async Task What_an_accountant_changes_on_it_stands_on_the_invoice()
    {
        await using var host = await StartAsync();
        (await host.SendRowsAsync(Milestones, [FinanceSample.ContractMilestone("M-1", 100m)])).Ok();
        await ChangeAsync(host, "M-1", new JsonObject { ["SalesTaxGroup"] = "", ["Dimensions"] = "department=025" });
        await new TestInvoice("PF-1").Milestone("a", 100m, milestone: "M-1").SendAsync(host);
        (await host.ImportAsync()).Ok();
        var line = (await host.RowsAsync("ProjInvoiceProposalLines")).Single();
        Assert.IsNull(line["SalesTaxGroup"]);
        Assert.AreEqual("Department=025", (string?)line["Dimensions"]);
        Assert.AreEqual("OnProposal PF-1", await StatusAsync(host, "M-1"));
        (await host.PostProposalAsync("PF-1")).Ok();
        Assert.AreEqual("Invoiced PF-1", await StatusAsync(host, "M-1"));
        Assert.AreEqual("100", Books.Number((await host.RowsAsync("ProjInvoices")).Single()["InvoiceAmount"]));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_revision_is_taken_over_and_keeps_what_was_changed()
    {
        await using var host = await StartAsync();
        var milestone = FinanceSample.ContractMilestone("M-1", 100m);
        (await host.SendRowsAsync(Milestones, [milestone])).Ok();
        await ChangeAsync(host, "M-1", new JsonObject { ["Dimensions"] = "" });
        milestone["Amount"] = 250m;
        milestone["TransactionDate"] = "2026-11-02";
        milestone["Description"] = "Later";
        milestone["ProjectNumber"] = "PRJ-USD";
        (await host.SendRowsAsync(Milestones, [milestone])).Ok();
        var row = (await host.RowsAsync(OnAccount)).Single();
        Assert.AreEqual(
            "250 2026-11-02 Later PRJ-USD UK ",
            $"{Books.Number(row["Amount"])} {row["TransactionDate"]} {row["Description"]} {row["ProjectId"]} {row["SalesTaxGroup"]} {row["Dimensions"]}"
        );
    }

    [TestMethod]
    public async Task Only_an_accountant_changes_it_and_only_tax_groups_and_dimensions_while_it_is_open()
    {
        await using var host = await StartAsync();
        (await host.SendRowsAsync(Milestones, [FinanceSample.ContractMilestone("M-1", 100m)])).Ok();
        var address = AddressOf("M-1");
        (await host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Patch, address, new JsonObject { ["SalesTaxGroup"] = "" })).Refused(
            403,
            ApiErrors.RoleMissing
        );
        (await host.SendAsync(Accountant, HttpMethod.Patch, address, new JsonObject { ["Amount"] = 1 })).Refused(400, EditableSetErrors.NotEditable);
        (await host.SendAsync(Accountant, HttpMethod.Patch, address, new JsonObject { ["SalesTaxGroup"] = "XX" })).Refused(400, SalesTaxErrors.UnknownGroup);
        (await host.SendAsync(Accountant, HttpMethod.Patch, address, new JsonObject { ["ItemSalesTaxGroup"] = "XX" })).Refused(
            400,
            SalesTaxErrors.UnknownItemGroup
        );
        foreach (var dimensions in new[] { "Department=999", "Color=red", "Department", "Department=024;department=025" })
        {
            (await host.SendAsync(Accountant, HttpMethod.Patch, address, new JsonObject { ["Dimensions"] = dimensions })).Refused(
                400,
                LedgerErrors.UnreadableDimensions
            );
        }

        await new TestInvoice("PF-1").Milestone("a", 100m, milestone: "M-1").SendAsync(host);
        (await host.ImportAsync()).Ok();
        (await host.SendAsync(Accountant, HttpMethod.Patch, address, new JsonObject { ["SalesTaxGroup"] = "" })).Refused(409, ProposalErrors.OnAccountHeld);
    }

    [TestMethod]
    public async Task One_that_no_proposal_holds_is_deleted_by_the_integration()
    {
        await using var host = await StartAsync();
        (await host.SendRowsAsync(Milestones, [FinanceSample.ContractMilestone("M-1", 100m), FinanceSample.ContractMilestone("M-2", 100m)])).Ok();
        (await DeleteAsync(host, "M-1", Accountant)).Refused(403, ApiErrors.RoleMissing);
        Assert.AreEqual(204, (await DeleteAsync(host, "M-1")).Status);
        (await DeleteAsync(host, "M-1")).Refused(404, EditableSetErrors.UnknownRecord);
        Assert.AreEqual("M-2", (string?)(await host.RowsAsync(OnAccount)).Single()["ContractLineMilestoneIdentifier"]);
        await new TestInvoice("PF-1").Milestone("a", 100m, milestone: "M-2").SendAsync(host);
        (await host.ImportAsync()).Ok();
        var held = await DeleteAsync(host, "M-2");
        held.Refused(409, ProposalErrors.MilestoneHeld);
        StringAssert.Contains(held.Text, "PF-1");
        (await host.PostProposalAsync("PF-1")).Ok();
        (await DeleteAsync(host, "M-2")).Refused(409, ProposalErrors.MilestoneBilled);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_credited_milestone_can_be_reviewed_and_invoiced_again()
    {
        await using var host = await StartAsync();
        (await host.SendRowsAsync(Milestones, [FinanceSample.ContractMilestone("M-1", 100m)])).Ok();
        await new TestInvoice("PF-1").Milestone("a", 100m, milestone: "M-1").PostAsync(host);
        await new TestInvoice("PF-2").Milestone("b", 100m, milestone: "M-1").SendAsync(host);
        StringAssert.Contains((await host.ImportAsync()).Ok().Text, ImportErrors.MilestoneTaken.Code);
        await new TestInvoice("PF-3").CreditOnAccount("a", 100m, milestone: "M-1").PostAsync(host);
        Assert.AreEqual("Open ", await StatusAsync(host, "M-1"));
        (await host.ImportAsync()).Ok();
        (await host.PostProposalAsync("PF-2")).Ok();
        Assert.AreEqual("Invoiced PF-2", await StatusAsync(host, "M-1"));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task One_that_arrives_after_its_billed_sales_is_held_by_that_proposal()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Milestone("a", 100m, milestone: "M-1").SendAsync(host);
        (await host.ImportAsync()).Ok();
        (await host.SendRowsAsync(Milestones, [FinanceSample.ContractMilestone("M-1", 100m)])).Ok();
        Assert.AreEqual("OnProposal PF-1", await StatusAsync(host, "M-1"));
        (await host.PostProposalAsync("PF-1")).Ok();
        Assert.AreEqual("Invoiced PF-1", await StatusAsync(host, "M-1"));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Two_of_one_guid_are_refused()
    {
        await using var host = await StartAsync();
        var twin = FinanceSample.ContractMilestone("M-2", 100m);
        twin["ContractLineMilestoneGuid"] = FinanceSample.Id("M-1");
        (await host.SendRowsAsync(Milestones, [FinanceSample.ContractMilestone("M-1", 100m), twin])).Refused(400, ProposalErrors.MilestoneTwice);
        Assert.IsEmpty(await host.RowsAsync(Milestones));
    }

    private static async Task ChangeAsync(FinanceHost host, string milestone, JsonObject change) =>
        Assert.AreEqual(204, (await host.SendAsync(Accountant, HttpMethod.Patch, AddressOf(milestone), change)).Status);

    private static Task<Answer> DeleteAsync(FinanceHost host, string milestone, string role = "Finance.Integration") =>
        host.SendAsync(
            role,
            HttpMethod.Delete,
            $"/data/{Milestones}(dataAreaId='USPM',ContractLineMilestoneIdentifier='{milestone}')?cross-company=true",
            null
        );

    private static async Task<string> StatusAsync(FinanceHost host, string milestone)
    {
        var row = (await host.RowsAsync(OnAccount, $"$filter=ContractLineMilestoneIdentifier eq '{milestone}'")).Single();
        return $"{row["Status"]} {row["InvoiceProposalId"]}";
    }

    private static string AddressOf(string milestone) =>
        $"/data/{OnAccount}(dataAreaId='USPM',OnAccountTransactionId={DerivedId.From("milestone", "USPM", milestone)})?cross-company=true";

    private static async Task<FinanceHost> StartAsync()
    {
        var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        return host;
    }
}
