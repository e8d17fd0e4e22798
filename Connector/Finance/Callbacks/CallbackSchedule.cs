using Finance.Storage;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;

namespace Finance.Callbacks;

/// <summary>
/// Decides when callbacks are sent: as soon as one is written, after the wait of a failed one, and every minute. What is to be sent stands in the database, so nothing is lost with this storage.
/// It is wired by hand because Hangfire's own registration is static, and several hosts may live in one process.
/// </summary>
internal sealed class CallbackSchedule(FinanceDatabase database, IServiceScopeFactory scopes) : IHostedService, IDisposable
{
    private readonly InMemoryStorage _storage = new();
    private BackgroundJobServer? _server;

    public void Wake() => Jobs.Enqueue<CallbackSender>(sender => sender.SendPendingAsync(CancellationToken.None));

    public void WakeIn(TimeSpan delay) => Jobs.Schedule<CallbackSender>(sender => sender.SendPendingAsync(CancellationToken.None), delay);

    /// <summary>Brings the database up to date before the first request, then sends what an earlier run left pending.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await database.MigrateAsync(cancellationToken);
        var options = new BackgroundJobServerOptions
        {
            Activator = new AspNetCoreJobActivator(scopes),
            WorkerCount = 2,
            SchedulePollingInterval = TimeSpan.FromSeconds(1),
            ShutdownTimeout = TimeSpan.FromSeconds(10),
        };
        _server = new BackgroundJobServer(options, _storage);
        new RecurringJobManager(_storage).AddOrUpdate<CallbackSender>("callbacks", sender => sender.SendPendingAsync(CancellationToken.None), Cron.Minutely());
        Wake();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_server is not null)
        {
            _server.SendStop();
            await _server.WaitForShutdownAsync(cancellationToken);
        }
    }

    public void Dispose()
    {
        _server?.Dispose();
        _storage.Dispose();
    }

    private BackgroundJobClient Jobs => new(_storage);
}
