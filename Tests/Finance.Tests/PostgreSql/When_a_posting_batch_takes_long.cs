using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Posting;

/// <summary>Here, where others write beside the posting that stands still; on SQLite it would be chance whether they come between two postings.</summary>
public sealed partial class When_a_posting_batch_takes_long
{
    private const int Many = 30;

    [TestMethod]
    public async Task Stop_stops_it_after_what_is_being_posted()
    {
        using var gate = new Gate();
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await FinanceHost.StartOnAsync(database, services => InterruptedStorage.Register(services, gate.Wait), "--Work:PostingBatches=");
        await PrepareAsync(host, Many);
        (await host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, "/api/posting-batches", Request())).Ok();
        await gate.ReachedAsync();

        (await host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, $"/api/posting-batches/{Batch}/stop", null)).Ok();
        gate.Open();
        await Waiting.UntilAsync(async () => (int)(await StateAsync(host))["runs"]! == 1);
        var state = await StateAsync(host);
        Assert.AreEqual("Stopped", (string?)state["status"]);
        Assert.IsGreaterThan(0, (int)state["waiting"]!);
        Assert.AreEqual(Many, (int)state["waiting"]! + (int)state["posted"]!);
    }
}
