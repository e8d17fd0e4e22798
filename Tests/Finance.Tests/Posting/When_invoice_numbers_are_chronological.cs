using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Posting;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Posting;

[TestClass]
public sealed class When_invoice_numbers_are_chronological
{
    [TestMethod]
    public async Task An_invoice_is_not_dated_before_the_one_with_the_number_before()
    {
        await using var host = await ReadyAsync(chronological: true);
        (await host.PostProposalAsync("PF-1", "2026-09-20")).Ok();
        var refused = await host.PostProposalAsync("PF-2", "2026-09-19");
        refused.Refused(409, PostingErrors.DatedBefore);
        StringAssert.Contains(refused.Text, "2026-09-20, the date of invoice INV-000001");
        (await host.ChangeProposalAsync("PF-2", new JsonObject { ["InvoiceDate"] = "2026-09-19" })).Ok();
        StringAssert.Contains((await host.GetAsync("/api/proposals/USPM/PF-2/review")).Text, PostingErrors.DatedBefore.Code);

        Assert.AreEqual("INV-000002", (string?)(await host.PostProposalAsync("PF-2", "2026-09-20")).Ok().Json["customerInvoiceNumber"]);
        Assert.AreEqual("INV-000003", (string?)(await host.PostProposalAsync("PF-3", "2026-09-21")).Ok().Json["customerInvoiceNumber"]);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Any_other_sequence_leaves_the_date_free()
    {
        await using var host = await ReadyAsync(chronological: false);
        (await host.PostProposalAsync("PF-1", "2026-09-20")).Ok();
        (await host.PostProposalAsync("PF-2", "2026-09-19")).Ok();
    }

    private static async Task<FinanceHost> ReadyAsync(bool chronological)
    {
        var setUp = FinanceSample.Setup();
        setUp["numberSequences"]!.AsArray().Single(row => (string?)row!["reference"] == "Customer invoice")!["chronological"] = chronological;
        var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(setUp)).Ok();
        foreach (var proposal in new[] { "PF-1", "PF-2", "PF-3" })
        {
            await new TestInvoice(proposal).Line(proposal, 100m).SendAsync(host);
        }

        await TestInvoice.ReadyAsync(host);
        return host;
    }
}
