using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Posting.Batches;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Posting;

[TestClass]
public sealed partial class When_a_posting_batch_takes_long
{
    private static readonly Guid Batch = FinanceSample.Id("long batch");

    [TestMethod]
    public async Task It_takes_up_one_worker_however_often_it_is_planned_and_callbacks_go_on()
    {
        using var gate = new Gate();
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await FinanceHost.StartOnAsync(
            database,
            services => InterruptedStorage.Register(services, gate.Wait),
            "--Work:Workers=2",
            $"--Callback:Url={receiver.Url}",
            "--Work:PostingBatches="
        );
        await PrepareAsync(host, 3);
        (await host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, "/api/posting-batches", Request())).Ok();
        await gate.ReachedAsync();
        var batches = host.Services.GetRequiredService<PostingBatches>();
        for (var minute = 0; minute < 5; minute++)
        {
            await batches.ResumeAsync(CancellationToken.None);
        }

        // The jobs of the minutes have come and gone, one worker waits in the batch, and the other one works.
        await batches.WorkAsync(Batch, CancellationToken.None);
        gate.Open();
        await Waiting.UntilAsync(async () => (string?)(await StateAsync(host))["status"] == "Finished");
        await batches.WorkAsync(Batch, CancellationToken.None);
        Assert.AreEqual(1, (int)(await StateAsync(host))["runs"]!, "A plan that was left over ran the batch again.");
        Assert.AreEqual(3, (int)(await StateAsync(host))["posted"]!);
        await receiver.WaitForAsync(3);
    }

    [TestMethod]
    public async Task More_names_than_a_batch_takes_are_refused()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var names = new JsonArray([.. Enumerable.Range(0, 5001).Select(number => JsonValue.Create($"PF-{number}"))]);
        var request = new JsonObject
        {
            ["id"] = Batch,
            ["company"] = "USPM",
            ["selection"] = new JsonObject { ["proposals"] = names },
        };
        (await host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, "/api/posting-batches", request)).Refused(400, PostingBatchErrors.TooManyNames);
    }

    [TestMethod]
    [DataRow("* * * * * *")]
    [DataRow("*/30 * * * * *")]
    [DataRow("0,59 * * * * *")]
    public async Task A_batch_that_would_recur_more_than_once_a_minute_is_refused(string cron)
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        (
            await host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, "/api/posting-batches", new JsonObject { ["id"] = Batch, ["recurring"] = cron })
        ).Refused(400, PostingBatchErrors.TooOften);
    }

    private static JsonObject Request() => new() { ["id"] = Batch, ["company"] = "USPM" };

    private static async Task<JsonNode> StateAsync(FinanceHost host) => (await host.GetAsync($"/api/posting-batches/{Batch}")).Ok().Json;

    private static async Task PrepareAsync(FinanceHost host, int count)
    {
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        for (var number = 1; number <= count; number++)
        {
            await new TestInvoice($"PF-{number}").Milestone($"m {number}", 10m).SendAsync(host);
        }

        await TestInvoice.ReadyAsync(host);
    }

    /// <summary>Holds up the postings of invoices.</summary>
    private sealed class Gate : IDisposable
    {
        private readonly SemaphoreSlim places = new(0);
        private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool isOpen;

        public Task ReachedAsync() => reached.Task.WaitAsync(TimeSpan.FromMinutes(2));

        public void Wait(object row)
        {
            if (row is LedgerVoucher { InvoiceProposalId: not null } && !isOpen)
            {
                reached.TrySetResult();
                places.Wait(TimeSpan.FromMinutes(2));
            }
        }

        public void Open()
        {
            isOpen = true;
            places.Release(100);
        }

        public void Dispose() => places.Dispose();
    }
}
