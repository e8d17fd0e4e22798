namespace ProjectInvoice.Connector.Storage;

/// <summary>One connector works on a SQLite file: nobody else is at anything.</summary>
internal sealed class SoleClaims : IClaims
{
    public async Task<bool> TryAsync(string thing, Func<Task> work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        await work();
        return true;
    }

    public void RequireAlive() { }
}
