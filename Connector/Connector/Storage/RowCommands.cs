namespace ProjectInvoice.Connector.Storage;

/// <summary>Statements that a transaction carries out for many rows, in the order in which they are given, without a change tracker.</summary>
internal abstract class RowCommands : IAsyncDisposable
{
    /// <summary>A statement.</summary>
    /// <param name="parameters">Names of its parameters, in the order in which they are set.</param>
    public RowCommand Of(string sql, params string[] parameters) => new(this, sql, parameters);

    /// <summary>Carries out what was not yet; before the transaction does anything else.</summary>
    public abstract Task CompleteAsync(CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();

    internal abstract Task ExecuteAsync(RowCommand command, object?[] values, CancellationToken cancellation);

    protected static object Stored(object? value) => value is string text ? StorableText.Of(text) : value ?? DBNull.Value;
}
