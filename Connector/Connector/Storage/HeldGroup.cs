namespace ProjectInvoice.Connector.Storage;

/// <summary>Rows of one map that wait for the same row.</summary>
/// <param name="Table">The table of the row they wait for.</param>
internal sealed record HeldGroup(string Table, Guid Id);
