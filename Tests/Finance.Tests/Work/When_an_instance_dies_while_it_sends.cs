using System.Globalization;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Outbox;
using ProjectInvoice.Finance.Scheduling;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Work;

/// <summary>What an instance held when it died is sent by another one that nothing else wakes, well within a minute.</summary>
[TestClass]
public sealed class When_an_instance_dies_while_it_sends
{
    private const int MostSeconds = 45;

    [TestMethod]
    public async Task Another_one_sends_what_it_held()
    {
        var clock = new MovableClock();
        var dying = new TaskCompletionSource();
        await using var silent = await CallbackReceiver.StartAsync(answersAfter: dying.Task);
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var first = await FinanceHost.StartOnAsync(
            database,
            services => services.AddSingleton<TimeProvider>(clock),
            $"--Callback:Url={silent.Url}"
        );
        try
        {
            (await first.SetupAsync(FinanceSample.Setup())).Ok();
            await new TestInvoice("PF-1").Milestone("m", 50m).PostAsync(first);
            await silent.WaitForAsync(1);
            var held = (await PartAsync(first)).NextAttempt - clock.GetUtcNow().UtcDateTime;

            // From here on the first one is as good as dead; what it holds is not due for the other one yet.
            await using var other = await FinanceHost.StartOnAsync(
                database,
                services => services.AddSingleton<TimeProvider>(clock),
                $"--Callback:Url={receiver.Url}"
            );
            var sender = other.Services.GetRequiredService<CallbackSender>();
            await sender.SendPendingAsync(CancellationToken.None);
            Assert.IsEmpty(receiver.Received);

            Assert.IsLessThan(MostSeconds, held.TotalSeconds + SecondsBetweenRuns(other) + 1);
            clock.Move(held);
            await sender.SendPendingAsync(CancellationToken.None);
            Assert.AreEqual("PF-1", (string?)(await receiver.WaitForAsync(1)).Single()["proposal"]);
            await Waiting.UntilAsync(async () => (await PartAsync(other)).Status == CallbackStatus.Sent);
        }
        finally
        {
            dying.SetResult();
        }
    }

    private static async Task<CallbackPart> PartAsync(FinanceHost host)
    {
        await using var context = await host.Services.GetRequiredService<FinanceDatabase>().ReadAsync(CancellationToken.None);
        return await context.Set<CallbackPart>().SingleAsync();
    }

    /// <summary>The schedule as an instance has it without a setting: every so many seconds.</summary>
    private static int SecondsBetweenRuns(FinanceHost host)
    {
        using var connection = host.Services.GetRequiredService<WorkSchedule>().Shared.GetConnection();
        var cron = connection.GetRecurringJobs().Single(job => job.Id == "Callbacks").Cron;
        StringAssert.StartsWith(cron, "*/");
        StringAssert.EndsWith(cron, " * * * * *");
        return int.Parse(cron[2..cron.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
    }
}
