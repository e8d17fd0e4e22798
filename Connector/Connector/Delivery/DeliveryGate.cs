namespace ProjectInvoice.Connector.Delivery;

/// <summary>
/// Lets headers go one by one, and none while an invoice is withdrawn: nothing of it shall reach finance after finance has said that nothing stands.
/// </summary>
internal sealed class DeliveryGate : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>Waits for its turn; disposing what it returns lets the next one go.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        return new Turn(gate);
    }

    public void Dispose() => gate.Dispose();

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
