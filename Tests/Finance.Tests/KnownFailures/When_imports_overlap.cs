using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.KnownFailures;

/// <summary>Seen elsewhere: two imports at once double the lines of a proposal.</summary>
[TestClass]
public sealed class When_imports_overlap
{
    [TestMethod]
    public async Task No_line_stands_there_twice_and_no_run_fails()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        for (var invoice = 1; invoice <= 4; invoice++)
        {
            await new TestInvoice($"PF-{invoice}").Line($"a{invoice}", 10m * invoice).Line($"b{invoice}", 5m).SendAsync(host);
        }

        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.ImportAsync()));
        Assert.AreEqual(8, runs.Sum(run => (int)run.Ok().Json["journalLines"]!));
        (await host.PostJournalsAsync()).Ok();
        runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.ImportAsync()));
        Assert.AreEqual(8, runs.Sum(run => (int)run.Ok().Json["proposalLines"]!));
        Assert.HasCount(8, await host.RowsAsync("ProjInvoiceProposalLines"));
        Assert.AreEqual(0, (int)(await host.ImportAsync()).Ok().Json["proposalLines"]!);
        (await host.PostProposalAsync("PF-1")).Ok();
        await host.BooksAgreeAsync();
    }
}
