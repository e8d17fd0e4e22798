using ProjectInvoice.Finance.Import;
using ProjectInvoice.Finance.Posting;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Import;

/// <summary>Unbilled sales U0 and its reversal U0′, which does not come from billing: the same work may not be invoiced too.</summary>
[TestClass]
public sealed class When_a_reversal_takes_back_what_an_invoice_bills
{
    private static readonly Guid Unbilled = FinanceSample.Id("work U");
    private static readonly Guid Reversal = FinanceSample.Id("work U reversed");

    [TestMethod]
    [DataRow(true, DisplayName = "posted")]
    [DataRow(false, DisplayName = "a line of a journal")]
    public async Task The_import_of_the_invoice_is_refused_and_both_rows_are_named(bool posted)
    {
        await using var host = await StartAsync();
        var invoice = Invoice();
        (await host.SendRowsAsync("ProjActualsImports", [invoice.Actuals[0]])).Ok();
        await ReverseAsync(host);
        (await host.ImportAsync()).Ok();
        if (posted)
        {
            (await host.PostJournalsAsync()).Ok();
        }

        await invoice.SendAsync(host);
        Named(await host.ImportAsync(), ImportErrors.TakenBack.Code);
        (await host.PostProposalAsync("PF-1")).Refused(409, ProposalErrors.NotReady);
        (await host.PostJournalsAsync()).Ok();
        Assert.AreEqual(0m, await WorkInProgressAsync(host));
    }

    [TestMethod]
    public async Task A_reversal_that_arrives_while_a_proposal_bills_it_stops_itself_and_the_posting()
    {
        await using var host = await StartAsync();
        await Invoice().SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        await ReverseAsync(host);

        Named(await host.ImportAsync(), ImportErrors.ReversesBilled.Code);
        var refused = await host.PostProposalAsync("PF-1");
        refused.Refused(409, PostingErrors.TakenBack);
        Named(refused, PostingErrors.TakenBack.Code);
        Named(await host.GetAsync("/api/proposals/USPM/PF-1/review"), PostingErrors.TakenBack.Code);

        // The reversal was right: without the proposal's lines it is booked, and the invoice stays refused.
        (await host.DeleteLinesAsync("PF-1")).Ok();
        await TestInvoice.ReadyAsync(host);
        Named(await host.ImportAsync(), ImportErrors.TakenBack.Code);
        Assert.AreEqual(0m, await WorkInProgressAsync(host));
    }

    [TestMethod]
    public async Task A_reversal_that_arrives_after_the_invoice_is_posted_is_refused()
    {
        await using var host = await StartAsync();
        await Invoice().PostAsync(host);
        await ReverseAsync(host);
        Named(await host.ImportAsync(), ImportErrors.ReversesBilled.Code);
        (await host.PostJournalsAsync()).Ok();
        Assert.AreEqual(0m, await WorkInProgressAsync(host));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task The_reversal_that_billing_itself_makes_is_known_by_its_connections_and_not_booked()
    {
        await using var host = await StartAsync();
        var invoice = Invoice();
        await invoice.SendAsync(host);
        await ReverseAsync(host, "PF-1");
        await TestInvoice.ReadyAsync(host);
        (await host.PostProposalAsync("PF-1")).Ok();
        Assert.AreEqual("[]", (await host.ImportAsync()).Json["messages"]!.ToJsonString());
        Assert.AreEqual(0m, await WorkInProgressAsync(host));
        Assert.HasCount(1, await host.RowsAsync("ProjIntegrationJournalLines"));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task The_reversal_of_an_edited_original_is_booked_and_the_edited_one_is_invoiced()
    {
        await using var host = await StartAsync();
        var invoice = new TestInvoice("PF-1").Edited("work", 8, 6, 200m, 200m);
        foreach (var row in invoice.Actuals.Where(row => (Guid)row["ActualId"]! == FinanceSample.Id("work U0 reversed")))
        {
            row["InvoiceProposalId"] = "PF-1";
        }

        await invoice.PostAsync(host);
        Assert.AreEqual("1200", Books.Number((await host.RowsAsync("ProjInvoiceProposalLines")).Single()["Amount"]));
        Assert.AreEqual(0m, await WorkInProgressAsync(host));
        await host.BooksAgreeAsync();
    }

    private static TestInvoice Invoice() => new TestInvoice("PF-1").Line("work", 1000m, 4);

    private static async Task<FinanceHost> StartAsync()
    {
        var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        return host;
    }

    private static async Task ReverseAsync(FinanceHost host, string? proposal = null)
    {
        (await host.SendRowsAsync("ProjActualsImports", [FinanceSample.Actual("work U reversed", "Sales", -1000m, proposal: proposal, quantity: -4)])).Ok();
        (await host.SendRowsAsync("ProjTransactionRelationships", [FinanceSample.Connection("work U reversed", "Reversing", "work U", "Original")])).Ok();
    }

    private static void Named(Answer answer, string code)
    {
        StringAssert.Contains(answer.Text, code);
        StringAssert.Contains(answer.Text, Unbilled.ToString("d"));
        StringAssert.Contains(answer.Text, Reversal.ToString("d"));
    }

    private static async Task<decimal> WorkInProgressAsync(FinanceHost host) =>
        (await host.RowsAsync("GeneralJournalAccountEntries", "$filter=PostingType eq 'Project - WIP - sales value'")).Sum(row =>
            (decimal)row["AccountingAmount"]!
        );
}
