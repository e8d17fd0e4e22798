namespace ProjectInvoice.Finance.Scheduling;

/// <summary>Runs one thing at a time in this instance. A request while it runs makes it run once more: none is lost, and none waits for another.</summary>
internal sealed class SingleRun(Func<CancellationToken, Task> work) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private int requested;

    /// <summary>Asks for a run.</summary>
    /// <returns>Whether nobody had asked before, so that somebody has to call <see cref="RunAsync"/>.</returns>
    public bool Request() => Interlocked.Exchange(ref requested, 1) == 0;

    /// <summary>Runs as long as a run is asked for, unless that is being done already.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (Volatile.Read(ref requested) == 1 && await gate.WaitAsync(TimeSpan.Zero, cancellation))
        {
            try
            {
                if (Interlocked.Exchange(ref requested, 0) == 1)
                {
                    await work(cancellation);
                }
            }
            finally
            {
                gate.Release();
            }
        }
    }

    public void Dispose() => gate.Dispose();
}
