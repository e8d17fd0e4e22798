using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;

namespace ProjectInvoice.Connector.Work;

/// <summary>
/// Hangfire with in-memory storage of the host's own: nothing static, so that several hosts live in one process. It starts each job at once on request and
/// all of them periodically.
/// </summary>
internal sealed class WorkScheduler(ConnectorWork work, ConnectorSettings settings, IServiceScopeFactory scopes) : IHostedService, IDisposable
{
    private readonly InMemoryStorage storage = new();
    private BackgroundJobServer? server;

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

    public Task StartAsync(CancellationToken cancellationToken)
    {
        server = new BackgroundJobServer(
            new BackgroundJobServerOptions
            {
                Activator = new AspNetCoreJobActivator(scopes),
                WorkerCount = 4,
                SchedulePollingInterval = TimeSpan.FromSeconds(1),
                ShutdownTimeout = TimeSpan.FromSeconds(10),
            },
            storage
        );
        new RecurringJobManager(storage).AddOrUpdate<WorkScheduler>("connector", scheduler => scheduler.Everything(), Cron(settings.PollingInterval));
        Everything();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        server?.SendStop();
        return server?.WaitForShutdownAsync(cancellationToken) ?? Task.CompletedTask;
    }

    public void Dispose()
    {
        server?.Dispose();
        storage.Dispose();
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
