using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.KnownFailures;

/// <summary>
/// Two instances of finance on one database that are asked for the same and truly meet: the first one stops in the middle of its transaction, until the other
/// one waits behind it in the database or has ended.
/// </summary>
internal sealed class Meeting : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly Halt halt;
    private Encounter? encounter;

    private Meeting(TestDatabase database, Halt halt)
    {
        this.database = database;
        this.halt = halt;
    }

    public FinanceHost First { get; private set; } = null!;

    public FinanceHost Other { get; private set; } = null!;

    public static async Task<Meeting> StartAsync(Halt halt)
    {
        var meeting = new Meeting(await TestDatabase.CreateAsync(), halt);
        meeting.First = await FinanceHost.StartOnAsync(meeting.database, meeting.StopTheFirst, FinanceSample.RetainerArgument);
        meeting.Other = await FinanceHost.StartOnAsync(meeting.database, meeting.ListenToTheOther, FinanceSample.RetainerArgument);
        return meeting;
    }

    /// <summary>Asks both, and returns what the first and the other one answered.</summary>
    public async Task<(Answer First, Answer Other)> MeetAsync(Func<FinanceHost, Task<Answer>> request)
    {
        var encounter = new Encounter();
        Volatile.Write(ref this.encounter, encounter);
        var first = request(First);
        await Task.WhenAny(encounter.Stopped, first);
        Assert.IsFalse(first.IsCompleted, "The first one did not stop.");
        var other = request(Other);
        await encounter.Begun;

        // SQLite lets only one transaction write at a time: who has begun waits.
        await Waiting.UntilAsync(async () => !ChosenDatabase.IsPostgreSql || other.IsCompleted || await SomebodyWaitsAsync());
        encounter.GoOn();
        return (await first, await other);
    }

    public async ValueTask DisposeAsync()
    {
        Volatile.Read(ref encounter)?.GoOn();
        await First.DisposeAsync();
        await Other.DisposeAsync();
        await database.DisposeAsync();
    }

    private void StopTheFirst(IServiceCollection services)
    {
        // A row is taken without waiting for anything, so that this one stops its thread.
        InterruptedStorage.Register(services, _ => StopAsync(Halt.BeforeItWrites).Wait());
        services.AddSingleton<IInterceptor>(new TransactionMoments(() => Task.CompletedTask, () => StopAsync(Halt.BeforeItCommits)));
    }

    private void ListenToTheOther(IServiceCollection services) =>
        services.AddSingleton<IInterceptor>(
            new TransactionMoments(
                () =>
                {
                    Volatile.Read(ref encounter)?.Begin();
                    return Task.CompletedTask;
                },
                () => Task.CompletedTask
            )
        );

    private Task StopAsync(Halt here) => here == halt && Volatile.Read(ref this.encounter) is { } encounter ? encounter.StopAsync() : Task.CompletedTask;

    private async Task<bool> SomebodyWaitsAsync()
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')",
            connection
        );
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private sealed class Encounter
    {
        private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Stopped => stopped.Task;

        public Task Begun => begun.Task;

        /// <summary>Stops the first who comes here, once.</summary>
        public Task StopAsync() => stopped.TrySetResult() ? goOn.Task : Task.CompletedTask;

        public void Begin()
        {
            if (stopped.Task.IsCompleted)
            {
                begun.TrySetResult();
            }
        }

        public void GoOn() => goOn.TrySetResult();
    }
}
