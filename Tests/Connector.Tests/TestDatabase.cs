namespace ProjectInvoice.Connector.Tests;

/// <summary>A database of one test, which is gone with it.</summary>
internal abstract class TestDatabase : IAsyncDisposable
{
    public abstract string ConnectionString { get; }

    /// <summary>As with a process that ends, its connections go.</summary>
    public abstract void CloseConnections();

    /// <summary>Makes it as if it had never been.</summary>
    public abstract Task LoseAsync();

    public abstract Task<bool> IsThereAsync();

    public abstract ValueTask DisposeAsync();
}
