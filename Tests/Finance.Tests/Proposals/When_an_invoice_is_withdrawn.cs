using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Tests.Support;
using ProjectInvoice.Finance.Withdrawal;

namespace ProjectInvoice.Finance.Tests.Proposals;

[TestClass]
public sealed class When_an_invoice_is_withdrawn
{
    private const string Address = "/data/ProjInvoiceProposals/Microsoft.Dynamics.DataEntities.WithdrawInvoice?cross-company=true";

    [TestMethod]
    public async Task Finance_is_as_if_it_had_never_been_sent_and_takes_it_again()
    {
        await using var host = await StartAsync();
        (await host.SendRowsAsync("ProjectContractLineMilestones", [FinanceSample.ContractMilestone("M-1", 70m)])).Ok();
        var invoice = new TestInvoice("PF-1")
            .Line("a", 100m)
            .Line("free", 5m, billingType: "NonChargeable")
            .Milestone("m", 70m, milestone: "M-1")
            .Milestone("unsent", 10m)
            .Retainer("r", 30m);
        await SendUnbilledAsync(host, invoice);
        var before = await Books.EverythingAsync(host);
        await invoice.SendAsync(host);
        Assert.AreEqual(4, (int)(await host.ImportAsync()).Ok().Json["proposalLines"]!);

        Assert.AreEqual(
            """{"dataAreaId":"USPM","invoiceProposalId":"PF-1","asked":5,"takenBack":6,"standing":0}""",
            (await WithdrawAsync(host, "PF-1", Billed(invoice))).Ok().Text
        );
        Assert.AreEqual(before, await Books.EverythingAsync(host));
        Assert.AreEqual(
            """{"dataAreaId":"USPM","invoiceProposalId":"PF-1","asked":5,"takenBack":0,"standing":0}""",
            (await WithdrawAsync(host, "PF-1", Billed(invoice))).Ok().Text
        );

        await invoice.SendAsync(host);
        Assert.AreEqual(4, (int)(await host.ImportAsync()).Ok().Json["proposalLines"]!);
        (await host.PostProposalAsync("PF-1")).Ok();
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Draft_lines_of_an_edited_invoice_leave_the_journal()
    {
        await using var host = await StartAsync();
        (await host.SendRowsAsync("ProjActualsImports", [FinanceSample.Actual("other", "Sales", 9m)])).Ok();
        var invoice = new TestInvoice("PF-1").Edited("e", 8m, 6m, 200m, 200m);
        var original = FinanceSample.Id("e U0").ToString();
        (await host.SendRowsAsync("ProjActualsImports", invoice.Actuals.Where(row => Id(row) == original))).Ok();
        await TestInvoice.ReadyAsync(host);
        var before = await Books.EverythingAsync(host);
        await invoice.SendAsync(host);
        (await host.ImportAsync()).Ok();
        Assert.IsNotEmpty(await host.RowsAsync("ProjIntegrationJournalLines", "$filter=Status eq 'Draft'"));

        Assert.AreEqual(0, (int)(await WithdrawAsync(host, "PF-1", invoice.Actuals.Select(Id).Where(id => id != original))).Ok().Json["standing"]!);

        Assert.AreEqual(before, await Books.EverythingAsync(host));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task What_the_journal_has_posted_keeps_it()
    {
        await using var host = await StartAsync();
        var invoice = new TestInvoice("PF-1").Edited("e", 8m, 6m, 200m, 200m);
        await invoice.SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        var before = await Books.EverythingAsync(host);
        var original = FinanceSample.Id("e U0").ToString();

        (await WithdrawAsync(host, "PF-1", invoice.Actuals.Select(Id).Where(id => id != original))).Refused(409, WithdrawalErrors.PostedRow);

        Assert.AreEqual(before, await Books.EverythingAsync(host));
    }

    [TestMethod]
    public async Task What_is_posted_stays()
    {
        await using var host = await StartAsync();
        var invoice = new TestInvoice("PF-1").Line("a", 100m);
        await invoice.PostAsync(host);
        var before = await Books.EverythingAsync(host);

        (await WithdrawAsync(host, "PF-1", Billed(invoice))).Refused(409, WithdrawalErrors.Posted);

        Assert.AreEqual(before, await Books.EverythingAsync(host));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Either_the_posting_or_the_withdrawal_wins()
    {
        await using var host = await StartAsync();
        for (var round = 0; round < 6; round++)
        {
            var proposal = $"PF-{round}";
            var invoice = new TestInvoice(proposal).Line($"line {round}", 100m);
            await invoice.SendAsync(host);
            await TestInvoice.ReadyAsync(host);

            var posting = host.PostProposalAsync(proposal);
            var withdrawal = WithdrawAsync(host, proposal, Billed(invoice));
            await Task.WhenAll(posting, withdrawal);

            Assert.IsTrue((posting.Result.Status == 200) ^ (withdrawal.Result.Status == 200), $"{posting.Result.Text} {withdrawal.Result.Text}");
            await host.BooksAgreeAsync();
        }
    }

    [TestMethod]
    public async Task Only_the_integration_withdraws_and_names_what()
    {
        await using var host = await StartAsync();

        (await host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, Address, Request("PF-1", []))).Refused(403, StagingErrors.WithdrawalOfIntegration);
        (
            await host.SendAsync("Finance.Integration", HttpMethod.Post, Address, new JsonObject { ["DataAreaId"] = "USPM", ["InvoiceProposalId"] = "PF-1" })
        ).Refused(400, WithdrawalErrors.Incomplete);
    }

    private static async Task SendUnbilledAsync(FinanceHost host, TestInvoice invoice)
    {
        (await host.SendRowsAsync("ProjActualsImports", invoice.Actuals.Where(row => (string?)row["TransactionType"] == "Sales"))).Ok();
        await TestInvoice.ReadyAsync(host);
    }

    private static string Id(JsonObject actual) => $"{actual["ActualId"]!.GetValue<Guid>()}";

    private static IEnumerable<string> Billed(TestInvoice invoice) => invoice.Actuals.Where(row => (string?)row["TransactionType"] == "BilledSales").Select(Id);

    private static Task<Answer> WithdrawAsync(FinanceHost host, string proposal, IEnumerable<string> actuals) =>
        host.SendAsync("Finance.Integration", HttpMethod.Post, Address, Request(proposal, actuals));

    private static JsonObject Request(string proposal, IEnumerable<string> actuals) =>
        new()
        {
            ["DataAreaId"] = "USPM",
            ["InvoiceProposalId"] = proposal,
            ["ActualIds"] = new JsonArray([.. actuals.Select(id => JsonValue.Create(id))]),
        };

    private static async Task<FinanceHost> StartAsync()
    {
        var host = await FinanceHost.StartAsync(FinanceSample.RetainerArgument);
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        return host;
    }
}
