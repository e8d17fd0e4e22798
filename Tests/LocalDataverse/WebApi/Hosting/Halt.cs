namespace LocalDataverse.WebApi.Hosting;

/// <summary>
/// Stops the host at a named place and says so on the standard output, on a line that begins with <c>Halted</c>; only the end of the process leads on.
/// </summary>
internal sealed class Halt(HaltOptions options, DataverseOrganization organization, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        switch (options.Before)
        {
            case HaltPlace.Write:
                organization.Faults.ThrowBeforeWrite(options.Number, options.Table, Stop);
                break;
            case HaltPlace.Job:
                organization.Faults.ThrowBeforeJob(options.Number, options.Table, Stop);
                break;
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private OperationCanceledException Stop()
    {
        Console.Out.WriteLine($"Halted before {options.Before} {options.Number} {options.Table}");
        lifetime.ApplicationStopping.WaitHandle.WaitOne();
        return new OperationCanceledException(lifetime.ApplicationStopping);
    }
}
