using System.Globalization;
using System.Linq.Expressions;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.States;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.ServiceDefaults.Work;

namespace ProjectInvoice.Finance.Scheduling;

/// <summary>
/// The periodic and batch work of finance on Hangfire. Instances that share a PostgreSQL database share the work; what an instance does for itself (waking its
/// own sender) stays in its memory. It is wired by hand because Hangfire's own registration is static, and several hosts may live in one process.
/// </summary>
internal sealed class WorkSchedule(
    FinanceDatabase database,
    StorageSettings storage,
    IServiceScopeFactory scopes,
    IEnumerable<RecurringWork> recurring,
    IConfiguration configuration
) : IHostedService, IDisposable
{
    /// <summary>The queue of callbacks, with workers of its own: what takes long elsewhere never keeps them waiting.</summary>
    public const string CallbackQueue = "callbacks";

    /// <summary>The schema of the work that instances share.</summary>
    public const string Schema = "finance_work";

    private const int DefaultWorkers = 4;
    private const int CallbackWorkers = 2;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    private readonly JobStorage own = WorkStorage.InMemory();
    private readonly List<BackgroundJobServer> servers = [];
    private JobStorage? shared;

    /// <summary>The storage of the work that instances share. What is planned before the start stays with this instance.</summary>
    public JobStorage Shared => shared ?? own;

    /// <summary>
    /// Has any instance do something once, soon. What is to be done must stand in a table, where periodic work finds it again should the job be lost.
    /// </summary>
    public void Enqueue<T>(Expression<Func<T, Task>> call) => new BackgroundJobClient(Shared).Enqueue(call);

    /// <summary>
    /// Has any instance do something again and again under a name; it replaces what the name stood for. It must be planned again when an instance starts.
    /// </summary>
    public void Repeat<T>(string name, Expression<Func<T, Task>> call, string cron) =>
        new RecurringJobManager(Shared).AddOrUpdate(
            name,
            Hangfire.Common.Job.FromExpression(call),
            cron,
            new RecurringJobOptions { TimeZone = TimeZoneInfo.Utc }
        );

    /// <summary>Ends what repeats under a name.</summary>
    public void Forget(string name) => new RecurringJobManager(Shared).RemoveIfExists(name);

    /// <summary>Whether a text is a cron expression.</summary>
    public static bool IsCron(string text)
    {
        using var storage = new Hangfire.InMemory.InMemoryStorage();
        try
        {
            new RecurringJobManager(storage).AddOrUpdate(
                "trial",
                Hangfire.Common.Job.FromExpression<WorkSchedule>(schedule => schedule.StopAsync(CancellationToken.None)),
                text
            );
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return false;
        }
    }

    /// <summary>Has this instance do something once, soon; it is forgotten when the instance ends.</summary>
    public void EnqueueHere<T>(Expression<Func<T, Task>> call) => new BackgroundJobClient(own).Enqueue(call);

    /// <summary>Has this instance do something once, later; it is forgotten when the instance ends.</summary>
    public void EnqueueHere<T>(Expression<Func<T, Task>> call, TimeSpan delay) => new BackgroundJobClient(own).Schedule(call, delay);

    /// <summary>Brings the database up to date before the first request, then starts to work.</summary>
    /// <exception cref="FinanceRefusal">An interval cannot be read (<see cref="SchedulingErrors.UnreadableInterval"/>) or is too short
    /// (<see cref="SchedulingErrors.TooOften"/>).</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await database.MigrateAsync(cancellationToken);
        shared = storage.IsPostgreSql ? await WorkStorage.InPostgreSqlAsync(storage.ConnectionString, Schema, cancellationToken) : own;
        Plan(new RecurringJobManager(shared));
        var workers = int.TryParse(configuration["Work:Workers"], CultureInfo.InvariantCulture, out var given) && given > 0 ? given : DefaultWorkers;
        foreach (var jobs in new[] { own, shared }.Distinct())
        {
            StartServer(jobs, EnqueuedState.DefaultQueue, workers);
            StartServer(jobs, CallbackQueue, CallbackWorkers);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        servers.ForEach(server => server.SendStop());
        foreach (var server in servers)
        {
            await server.WaitForShutdownAsync(cancellationToken);
        }
    }

    public void Dispose()
    {
        servers.ForEach(server => server.Dispose());
        (own as IDisposable)?.Dispose();
    }

    private void StartServer(JobStorage jobs, string queue, int workers)
    {
        var options = new BackgroundJobServerOptions
        {
            Activator = new AspNetCoreJobActivator(scopes),
            Queues = [queue],
            WorkerCount = workers,
            SchedulePollingInterval = Poll,
            HeartbeatInterval = Heartbeat,
            ServerCheckInterval = Heartbeat,
            ServerTimeout = WorkStorage.Invisibility,
            ShutdownTimeout = TimeSpan.FromSeconds(10),
        };
        servers.Add(new BackgroundJobServer(options, jobs));
    }

    private void Plan(RecurringJobManager manager)
    {
        foreach (var work in recurring)
        {
            if (work.Cron(configuration) is { } cron)
            {
                Plan(manager, work, cron);
            }
            else
            {
                manager.RemoveIfExists(work.Name);
            }
        }
    }

    private void Plan(RecurringJobManager manager, RecurringWork work, string cron)
    {
        if (CronInterval.Shortest(cron) < RecurringWork.ShortestInterval)
        {
            throw SchedulingErrors.TooOften.Refusal($"setting {work.Setting}", configuration[work.Setting], RecurringWork.ShortestInterval.TotalSeconds);
        }

        try
        {
            manager.AddOrUpdate(work.Name, work.Job, cron, new RecurringJobOptions { TimeZone = TimeZoneInfo.Utc });
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw SchedulingErrors.UnreadableInterval.Refusal($"setting {work.Setting}", configuration[work.Setting]);
        }

        if (work.AtStart)
        {
            new BackgroundJobClient(own).Create(work.Job, new EnqueuedState(work.Queue));
        }
    }
}
