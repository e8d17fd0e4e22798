using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Proposals;

[TestClass]
public sealed class When_all_lines_are_deleted
{
    [TestMethod]
    public async Task The_next_import_makes_the_same_proposal_again()
    {
        await using var host = await StartAsync();
        (await host.SendRowsAsync("ProjectContractLineMilestones", [FinanceSample.ContractMilestone("M-1", 70m)])).Ok();
        await new TestInvoice("PF-1")
            .Line("a", 100m)
            .Line("free", 5m, billingType: "NonChargeable")
            .Milestone("m", 70m, milestone: "M-1")
            .Retainer("r", 30m)
            .SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        var before = await Books.EverythingAsync(host);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["SalesTaxGroup"] = "" }, 2)).Ok();
        Assert.AreEqual("""{"deleted":3,"proposalStatus":"Open"}""", (await host.DeleteLinesAsync("PF-1")).Ok().Text);
        Assert.AreEqual("""{"deleted":0,"proposalStatus":"Open"}""", (await host.DeleteLinesAsync("PF-1")).Ok().Text);
        Assert.IsEmpty(await host.RowsAsync("ProjInvoiceProposalLines"));
        Assert.IsTrue(
            (await host.RowsAsync("ProjOnAccountTransactions")).TrueForAll(row => (string?)row["Status"] == "Open" && row["InvoiceProposalId"] is null)
        );
        (await host.PostProposalAsync("PF-1")).Refused(409, ProposalErrors.NotReady);
        Assert.AreEqual(3, (int)(await host.ImportAsync()).Ok().Json["proposalLines"]!);
        Assert.AreEqual(before, await Books.EverythingAsync(host), "What a clerk changed on the lines is gone, and nothing else differs.");
        (await host.PostProposalAsync("PF-1")).Ok();
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task What_is_changed_on_account_in_between_stands_on_the_new_lines()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Retainer("r", 30m).SendAsync(host);
        (await host.ImportAsync()).Ok();
        var transaction = (await host.RowsAsync("ProjOnAccountTransactions")).Single();
        var address = $"/data/ProjOnAccountTransactions(dataAreaId='USPM',OnAccountTransactionId={transaction["OnAccountTransactionId"]})?cross-company=true";
        var change = new JsonObject { ["Dimensions"] = "Department=025" };
        (await host.SendAsync("Finance.ProjectAccountant", HttpMethod.Patch, address, change)).Refused(409, ProposalErrors.OnAccountHeld);
        (await host.DeleteLinesAsync("PF-1")).Ok();
        (await host.SendAsync("Finance.ProjectAccountant", HttpMethod.Patch, address, change)).Ok();
        (await host.ImportAsync()).Ok();
        Assert.AreEqual("Department=025", (string?)(await host.RowsAsync("ProjInvoiceProposalLines")).Single()["Dimensions"]);
        (await host.PostProposalAsync("PF-1")).Ok();
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task What_is_adjusted_on_the_posted_transaction_in_between_stands_on_the_new_lines()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Line("work", 100m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        Assert.AreEqual("Department=024", (string?)(await host.RowsAsync("ProjInvoiceProposalLines")).Single()["Dimensions"]);
        (await host.DeleteLinesAsync("PF-1")).Ok();
        (
            await host.SendAsync(
                "Finance.ProjectAccountant",
                HttpMethod.Post,
                $"/api/transactions/{FinanceSample.Id("work U")}/adjust",
                new JsonObject { ["dimensions"] = new JsonObject { ["Department"] = "025" } }
            )
        ).Ok();
        (await host.ImportAsync()).Ok();
        Assert.AreEqual("Department=025", (string?)(await host.RowsAsync("ProjInvoiceProposalLines")).Single()["Dimensions"]);
        (await host.PostProposalAsync("PF-1")).Ok();
        var left = (await host.RowsAsync("GeneralJournalAccountEntries"))
            .GroupBy(row => $"{row["PostingType"]} {row["Dimensions"]}")
            .Where(group => group.Sum(row => (decimal)row["AccountingAmount"]!) != 0)
            .Select(group => group.Key);
        CollectionAssert.AreEquivalent(new[] { "Customer balance ", "Project - invoiced revenue Department=025", "Sales tax " }, left.ToList());
        await host.BooksAgreeAsync();
    }

    private static async Task<FinanceHost> StartAsync()
    {
        var host = await FinanceHost.StartAsync(FinanceSample.RetainerArgument);
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        return host;
    }
}
