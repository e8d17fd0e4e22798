using System.Text.Json.Nodes;
using Hangfire;
using Hangfire.States;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Scheduling;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Work;

/// <summary>The jobs that recur, run by the schedule of the host when they are due; twice at once too.</summary>
[TestClass]
public sealed class When_recurring_work_is_due_again
{
    private const string OnceAYear = "0 0 1 1 *";

    private static readonly Guid Batch = FinanceSample.Id("batch");

    [TestMethod]
    public async Task A_batch_posts_what_is_ready_by_then_and_nothing_twice()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await ReadyAsync(host, "PF-1", "PF-2", "PF-3");
        var batch = new JsonObject
        {
            ["id"] = Batch,
            ["company"] = "USPM",
            ["recurring"] = OnceAYear,
        };
        (await host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, "/api/posting-batches", batch)).Ok();

        await DueAsync(host, $"Posting batch {Batch}", 2);
        Assert.AreEqual("Recurring INV-000001,INV-000002,INV-000003", await StateAsync(host));
        var before = await Books.EverythingAsync(host);
        await DueAsync(host, $"Posting batch {Batch}", 1);
        Assert.AreEqual("Recurring INV-000001,INV-000002,INV-000003", await StateAsync(host));
        Assert.AreEqual(before, await Books.EverythingAsync(host));

        await ReadyAsync(host, "PF-4");
        await DueAsync(host, $"Posting batch {Batch}", 2);
        Assert.AreEqual("Recurring INV-000001,INV-000002,INV-000003,INV-000004", await StateAsync(host));
        Assert.HasCount(4, await host.RowsAsync("ProjInvoices"));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Import_and_journals_take_what_came_since_and_nothing_twice()
    {
        await using var host = await FinanceHost.StartAsync($"--Work:Import={OnceAYear}", $"--Work:Journals={OnceAYear}");
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        foreach (var number in new[] { 1, 2 })
        {
            await new TestInvoice($"PF-{number}").Line($"work {number}", 10m).Cost($"work {number}", 5m).SendAsync(host);
            await DueAsync(host, "Import", 2);
            await DueAsync(host, "Journals", 2);
            await DueAsync(host, "Import", 2);
            Assert.HasCount(2 * number, await host.RowsAsync("ProjTransactions"));
            Assert.HasCount(number, await host.RowsAsync("ProjInvoiceProposalLines"));
            var before = await Books.EverythingAsync(host);
            await DueAsync(host, "Import", 1);
            await DueAsync(host, "Journals", 1);
            Assert.AreEqual(before, await Books.EverythingAsync(host));
        }

        Assert.HasCount(2, await host.RowsAsync("ProjInvoiceProposals", "$filter=ProposalStatus eq 'Ready'"));
        await host.BooksAgreeAsync();
    }

    private static async Task ReadyAsync(FinanceHost host, params string[] proposals)
    {
        foreach (var proposal in proposals)
        {
            await new TestInvoice(proposal).Milestone($"milestone of {proposal}", 10m).SendAsync(host);
        }

        (await host.ImportAsync()).Ok();
    }

    private static async Task<string> StateAsync(FinanceHost host)
    {
        var state = (await host.GetAsync($"/api/posting-batches/{Batch}")).Ok().Json;
        return $"{state["status"]} "
            + $"{string.Join(',', state["proposals"]!.AsArray().Select(row => (string?)row!["customerInvoiceNumber"]).Order(StringComparer.Ordinal))}";
    }

    /// <summary>
    /// Lets a recurring job be due, some times at once, and waits until the schedule has done with all of its runs. One that may not run beside another is
    /// given up.
    /// </summary>
    private static async Task DueAsync(FinanceHost host, string name, int times)
    {
        var storage = host.Services.GetRequiredService<WorkSchedule>().Shared;
        var manager = new RecurringJobManager(storage);
        var jobs = Enumerable.Range(0, times).Select(_ => manager.TriggerJob(name)).ToList();
        await Waiting.UntilAsync(() =>
            Task.FromResult(jobs.TrueForAll(job => StateOf(storage, job) == SucceededState.StateName || StateOf(storage, job) == DeletedState.StateName))
        );
        Assert.IsTrue(jobs.Exists(job => StateOf(storage, job) == SucceededState.StateName), "No run ended well.");
    }

    private static string? StateOf(JobStorage storage, string job)
    {
        using var connection = storage.GetConnection();
        return connection.GetStateData(job)?.Name;
    }
}
