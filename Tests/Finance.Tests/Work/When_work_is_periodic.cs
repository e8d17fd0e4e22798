using ProjectInvoice.Finance.Scheduling;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Work;

[TestClass]
public sealed class When_work_is_periodic
{
    [TestMethod]
    public async Task Invoices_become_ready_without_a_request()
    {
        await using var host = await FinanceHost.StartAsync("--Work:Import=2", "--Work:Journals=*/2 * * * * *");
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Line("a", 100m).Line("b", 10m).SendAsync(host);
        await Waiting.UntilAsync(async () => (string?)(await host.RowsAsync("ProjInvoiceProposals")).Single()["ProposalStatus"] == "Ready");
        (await host.PostProposalAsync("PF-1")).Ok();
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task An_interval_that_cannot_be_read_stops_the_start()
    {
        var refusal = await Assert.ThrowsExactlyAsync<FinanceRefusal>(() => FinanceHost.StartAsync("--Work:Import=whenever"));
        Assert.AreEqual(SchedulingErrors.UnreadableInterval, refusal.Fault.Error);
        Assert.AreEqual("setting Work:Import", refusal.Fault.Record);
    }

    [TestMethod]
    [DataRow("1")]
    [DataRow("* * * * * *")]
    [DataRow("0,1,30 * * * * *")]
    public async Task An_interval_of_a_second_stops_the_start(string interval)
    {
        var refusal = await Assert.ThrowsExactlyAsync<FinanceRefusal>(() => FinanceHost.StartAsync($"--Work:Import={interval}"));
        Assert.AreEqual(SchedulingErrors.TooOften, refusal.Fault.Error);
        StringAssert.Contains(refusal.Fault.Text, "more often than");
    }

    [TestMethod]
    public async Task Two_instances_send_a_callback_once()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        var url = $"--Callback:Url={receiver.Url}";
        await using var one = await FinanceHost.StartAsync(url);
        await using var other = await FinanceHost.StartOnAsync(one.Database, null, url);
        (await one.SetupAsync(FinanceSample.Setup())).Ok();
        for (var number = 1; number <= 10; number++)
        {
            var host = number % 2 == 0 ? one : other;
            await new TestInvoice($"PF-{number}").Milestone($"m {number}", 10m).PostAsync(host);
        }

        await Waiting.UntilAsync(async () => (int)(await one.GetAsync("/api/outbox")).Json["pending"]! == 0);
        CollectionAssert.AreEquivalent(
            Enumerable.Range(1, 10).Select(number => $"PF-{number}").ToList(),
            receiver.Received.Select(part => (string)part["proposal"]!).ToList()
        );
    }
}
