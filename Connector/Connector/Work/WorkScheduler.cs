using Hangfire;
using Hangfire.AspNetCore;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.ServiceDefaults.Storage;
using ProjectInvoice.ServiceDefaults.Work;

namespace ProjectInvoice.Connector.Work;

/// <summary>
/// Hangfire without anything static, so that several hosts live in one process. It starts each job at once on request, in this instance, and all of them
/// periodically, in one of the instances that share a database of PostgreSQL. What is to be done stands in the database: a job that is lost is made up for.
/// </summary>
internal sealed class WorkScheduler(ConnectorWork work, ConnectorSettings settings, DatabaseSettings database, SharedClaims claims, IServiceScopeFactory scopes)
    : IHostedService,
        IDisposable
{
    private const string Schema = "connector_work";

    /// <summary>What another instance is at, or was, is looked at again after this time.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    private readonly JobStorage storage = WorkStorage.InMemory();
    private readonly List<BackgroundJobServer> servers = [];
    private int againRequested;

    /// <summary>Messages are due.</summary>
    public void Messages()
    {
        work.RequestMessages();
        work.RequestChanges();
        Client.Enqueue<ConnectorWork>(job => job.DeliverMessagesAsync());
        Client.Enqueue<ConnectorWork>(job => job.SynchronizeAsync());
    }

    /// <summary>Rows are due.</summary>
    public void Changes()
    {
        work.RequestChanges();
        Client.Enqueue<ConnectorWork>(job => job.SynchronizeAsync());
    }

    /// <summary>Postings are due.</summary>
    public void Postings()
    {
        work.RequestPostings();
        Client.Enqueue<ConnectorWork>(job => job.RecordPostingsAsync());
    }

    /// <summary>Everything is due: what the clock asks for.</summary>
    public void Everything()
    {
        work.RequestPoll();
        Messages();
        Postings();
    }

    /// <summary>Everything that stands in the database is due.</summary>
    public void Again()
    {
        Interlocked.Exchange(ref againRequested, 0);
        Messages();
        Postings();
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var shared = database.IsPostgreSql ? await WorkStorage.InPostgreSqlAsync(database.ConnectionString, Schema, cancellationToken) : storage;
        foreach (var jobs in new[] { storage, shared }.Distinct())
        {
            StartServer(jobs);
        }

        new RecurringJobManager(shared).AddOrUpdate<WorkScheduler>("connector", scheduler => scheduler.Everything(), Cron(settings.PollingInterval));
        claims.Refused += LookAgain;
        Everything();
    }

    private void LookAgain()
    {
        if (Interlocked.Exchange(ref againRequested, 1) == 0)
        {
            Client.Schedule<WorkScheduler>(scheduler => scheduler.Again(), Pause);
        }
    }

    private void StartServer(JobStorage jobs) =>
        servers.Add(
            new BackgroundJobServer(
                new BackgroundJobServerOptions
                {
                    Activator = new AspNetCoreJobActivator(scopes),
                    WorkerCount = 4,
                    SchedulePollingInterval = TimeSpan.FromSeconds(1),
                    HeartbeatInterval = Heartbeat,
                    ServerCheckInterval = Heartbeat,
                    ServerTimeout = WorkStorage.Invisibility,
                    ShutdownTimeout = TimeSpan.FromSeconds(10),
                },
                jobs
            )
        );

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        claims.Refused -= LookAgain;
        servers.ForEach(server => server.SendStop());
        foreach (var server in servers)
        {
            await server.WaitForShutdownAsync(cancellationToken);
        }
    }

    public void Dispose()
    {
        servers.ForEach(server => server.Dispose());
        (storage as IDisposable)?.Dispose();
    }

    private BackgroundJobClient Client => new(storage);

    // Cron knows seconds below a minute and minutes below an hour; the interval is taken to the next whole one.
    private static string Cron(TimeSpan interval) =>
        interval switch
        {
            _ when interval < TimeSpan.FromMinutes(1) => FormattableString.Invariant($"*/{Math.Ceiling(interval.TotalSeconds)} * * * * *"),
            _ when interval < TimeSpan.FromHours(1) => FormattableString.Invariant($"*/{Math.Ceiling(interval.TotalMinutes)} * * * *"),
            _ => "0 * * * *",
        };
}
