namespace LocalDataverse.WebApi.Hosting;

/// <summary>Stops the host at a named place and says so on the standard output; only the end of the process leads on.</summary>
internal sealed class Halt
{
    private readonly HaltOptions options;
    private readonly CancellationToken stopping;
    private int jobsLeft;

    public Halt(HaltOptions options, DataverseOrganization organization, IHostApplicationLifetime lifetime)
    {
        this.options = options;
        stopping = lifetime.ApplicationStopping;
        jobsLeft = options.Jobs ?? 0;
        if (options.Write is { } number)
        {
            organization.Faults.ThrowBeforeWrite(number, options.Table, () =>
            {
                Say($"write {number} to {options.Table ?? "any table"}");
                stopping.WaitHandle.WaitOne();
                return new OperationCanceledException(stopping);
            });
        }
    }

    /// <summary>How many asynchronous steps may still be run; null: any number.</summary>
    public int? JobsLeft => options.Jobs is null ? null : jobsLeft;

    /// <summary>After asynchronous steps have been run: goes on at once, or halts.</summary>
    public async Task Ran(int jobs)
    {
        if (options.Jobs is null)
        {
            return;
        }

        jobsLeft -= jobs;
        if (jobsLeft <= 0)
        {
            Say($"{options.Jobs} asynchronous steps");
            await Task.Delay(Timeout.Infinite, stopping);
        }
    }

    private static void Say(string place) => Console.Out.WriteLine($"Halted: {place}");
}
