namespace LocalDataverse.WebApi.Hosting;

/// <summary>Runs asynchronous steps as soon as a transaction that queued them is committed.</summary>
internal sealed class AsyncOperationPump(DataverseOrganization organization, ILogger<AsyncOperationPump> log) : BackgroundService
{
    private readonly SemaphoreSlim committed = new(0);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        organization.Committed += Wake;
        try
        {
            while (true)
            {
                await committed.WaitAsync(stoppingToken);
                await Task.Run(Run, stoppingToken);
            }
        }
        finally
        {
            organization.Committed -= Wake;
        }
    }

    private void Run()
    {
        try
        {
            organization.RunAsyncOperations();
        }
        catch (Exception error)
        {
            log.LogError(error, "Asynchronous operations could not be run");
        }
    }

    private void Wake() => committed.Release();
}
