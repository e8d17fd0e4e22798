using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Connector.Storage;

/// <summary>Keeps this connector alive in the eyes of those that share its database.</summary>
internal sealed class ClaimKeeper(
    IServiceProvider services,
    DatabaseSettings settings,
    ClaimTimes times,
    TimeProvider time,
    StorageWatch watch,
    ILogger<ClaimKeeper> logger
) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.IsPostgreSql)
        {
            await services.GetRequiredService<SharedClaims>().BeatAsync(cancellationToken);
            await base.StartAsync(cancellationToken);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (settings.IsPostgreSql)
        {
            await GuardAsync(services.GetRequiredService<SharedClaims>().LeaveAsync, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var claims = services.GetRequiredService<SharedClaims>();
        using var timer = new PeriodicTimer(times.Beat, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await GuardAsync(claims.BeatAsync, stoppingToken);
        }
    }

    private async Task GuardAsync(Func<CancellationToken, Task> step, CancellationToken cancellation)
    {
        try
        {
            await step(cancellation);
        }
        catch (Exception exception) when (watch.Met(exception) is { } kind)
        {
            logger.LogWarning("No sign of life given: {Failure}", StorageFailure.Describe(kind));
        }
    }
}
