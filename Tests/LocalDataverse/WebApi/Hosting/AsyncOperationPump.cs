namespace LocalDataverse.WebApi.Hosting;

/// <summary>Runs asynchronous steps as soon as a transaction that queued them is committed.</summary>
internal sealed class AsyncOperationPump(DataverseOrganization organization, ILogger<AsyncOperationPump> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await organization.WaitForAsyncOperationsAsync(stoppingToken);
            try
            {
                await Task.Run(() => organization.RunAsyncOperations(stoppingToken), stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogError(error, "Asynchronous operations could not be run");
            }
        }
    }
}
