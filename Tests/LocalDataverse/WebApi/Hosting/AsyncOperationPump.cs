namespace LocalDataverse.WebApi.Hosting;

/// <summary>Runs asynchronous steps as soon as a transaction that queued them is committed.</summary>
internal sealed class AsyncOperationPump(DataverseOrganization organization, Halt halt, ILogger<AsyncOperationPump> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await organization.WaitForAsyncOperationsAsync(stoppingToken);
            try
            {
                var result = await Task.Run(() => organization.RunAsyncOperations(halt.JobsLeft ?? int.MaxValue, stoppingToken), stoppingToken);
                await halt.Ran(result.Runs);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogError(error, "Asynchronous operations could not be run");
            }
        }
    }
}
