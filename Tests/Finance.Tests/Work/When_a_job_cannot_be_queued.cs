using System.Text.Json.Nodes;
using Hangfire;
using Hangfire.Client;
using Hangfire.Common;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Work;

/// <summary>The order is stored and its job is not: the answer tells of the order, and the periodic schedule finds it.</summary>
[TestClass]
public sealed class When_a_job_cannot_be_queued
{
    [TestMethod]
    public async Task The_order_is_answered_as_stored_and_carried_out_later()
    {
        await using var host = await FinanceHost.StartAsync("--Work:PostingBatches=2");
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Milestone("m", 50m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        var id = Guid.NewGuid();
        var refused = new RefusedJob(id);
        GlobalJobFilters.Filters.Add(refused);
        try
        {
            var order = new JsonObject { ["id"] = id, ["company"] = "USPM" };
            for (var time = 0; time < 2; time++)
            {
                var made = (await host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, "/api/posting-batches", order)).Ok().Json;
                Assert.AreEqual("Waiting", (string?)made["status"]);
                Assert.AreEqual(1, (int)made["waiting"]!);
            }

            Assert.IsGreaterThan(0, refused.Count);
            Assert.IsEmpty(await host.RowsAsync("ProjInvoices"));
        }
        finally
        {
            GlobalJobFilters.Filters.Remove(refused);
        }

        await Waiting.UntilAsync(async () => (string?)(await host.GetAsync($"/api/posting-batches/{id}")).Json["status"] == "Finished");
        Assert.HasCount(1, await host.RowsAsync("ProjInvoices"));
        await host.BooksAgreeAsync();
    }

    /// <summary>Refuses the jobs of one batch; other tests queue theirs beside it.</summary>
    private sealed class RefusedJob(Guid batch) : JobFilterAttribute, IClientFilter
    {
        private int count;

        public int Count => count;

        public void OnCreating(CreatingContext context)
        {
            if (context.Job.Args.Contains(batch))
            {
                Interlocked.Increment(ref count);
                throw new InvalidOperationException("The queue cannot be reached.");
            }
        }

        public void OnCreated(CreatedContext context) { }
    }
}
