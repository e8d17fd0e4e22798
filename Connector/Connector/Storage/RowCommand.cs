namespace ProjectInvoice.Connector.Storage;

/// <summary>A statement that is carried out for many rows.</summary>
/// <param name="Rows">Who carries it out.</param>
/// <param name="Sql">Its text, which both databases understand.</param>
/// <param name="Parameters">Names of its parameters, in the order in which they are set.</param>
internal sealed record RowCommand(RowCommands Rows, string Sql, IReadOnlyList<string> Parameters)
{
    /// <summary>Carries it out with these values, at the latest when its transaction is complete.</summary>
    public Task ExecuteAsync(object?[] values, CancellationToken cancellation) => Rows.ExecuteAsync(this, values, cancellation);
}
