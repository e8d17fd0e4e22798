using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests;

[TestClass]
public sealed class When_the_same_is_done_again
{
    [TestMethod]
    public async Task Nothing_changes_and_the_answers_are_the_same()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var invoice = new TestInvoice("PF-1").Line("a", 100m).Line("b", 50m, billingType: "NonChargeable").Milestone("m", 10m);
        var posted = await invoice.PostAsync(host);
        var before = await Books.EverythingAsync(host);
        var outbox = (await host.GetAsync("/api/outbox")).Text;

        await invoice.SendAsync(host);
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await TestInvoice.ReadyAsync(host);
        var again = (await host.PostProposalAsync("PF-1", "2026-09-01")).Ok();
        Assert.AreEqual(posted.Text, again.Text);
        Assert.AreEqual(before, await Books.EverythingAsync(host));
        Assert.AreEqual(outbox, (await host.GetAsync("/api/outbox")).Text);
        Assert.AreEqual(
            "INV-000002",
            (string?)(await new TestInvoice("PF-2").Milestone("n", 10m).PostAsync(host)).Json["customerInvoiceNumber"],
            "The numbers go on."
        );
    }

    [TestMethod]
    public async Task Runs_at_the_same_time_add_nothing_twice()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var invoices = Enumerable.Range(1, 4).Select(number => new TestInvoice($"PF-{number}").Line($"a {number}", 100m).Line($"b {number}", 10m)).ToList();
        await Task.WhenAll(invoices.Select(invoice => invoice.SendAsync(host)));
        var imports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.ImportAsync()));
        Assert.AreEqual(8, imports.Sum(import => (int)import.Ok().Json["journalLines"]!));
        var journals = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.PostJournalsAsync()));
        Assert.AreEqual(8, journals.Sum(journal => (int)journal.Ok().Json["postedLines"]!));
        var lines = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.ImportAsync()));
        Assert.AreEqual(8, lines.Sum(import => (int)import.Ok().Json["proposalLines"]!));
        var posted = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => host.PostProposalAsync($"PF-{(number % 4) + 1}")));
        Assert.HasCount(4, posted.Select(answer => (string)answer.Ok().Json["customerInvoiceNumber"]!).Distinct());
        Assert.HasCount(4, await host.RowsAsync("ProjInvoices"));
        await host.BooksAgreeAsync();
    }
}
