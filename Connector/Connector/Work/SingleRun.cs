namespace ProjectInvoice.Connector.Work;

/// <summary>Runs one thing at a time. A request while it runs makes it run once more: none is lost, and none waits for another.</summary>
/// <param name="work">The thing.</param>
internal sealed class SingleRun(Func<CancellationToken, Task> work) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private int requested;

    public bool IsIdle => Volatile.Read(ref requested) == 0 && gate.CurrentCount == 1;

    public void Request() => Interlocked.Exchange(ref requested, 1);

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
