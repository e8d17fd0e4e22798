using Finance.Callbacks;
using Finance.Storage;
using Hangfire;

namespace Finance;

/// <summary>Brings the database up to date before the first request and sends what an earlier run left pending.</summary>
internal sealed class FinanceStart(FinanceDatabase database, IRecurringJobManager recurring, CallbackWake wake) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await database.MigrateAsync(cancellationToken);
        recurring.AddOrUpdate<CallbackSender>("callbacks", sender => sender.SendPendingAsync(CancellationToken.None), Cron.Minutely());
        wake.Wake();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
