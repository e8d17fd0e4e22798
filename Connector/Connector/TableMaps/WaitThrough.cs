namespace ProjectInvoice.Connector.TableMaps;

/// <summary>A table whose rows tie a row to the one that it waits for, where it does not name that one itself.</summary>
/// <param name="Row">Its column with the id of the row that waits.</param>
/// <param name="Awaited">Its column with the id of the row that is waited for.</param>
/// <param name="Filter">Which rows of the table count, read by Dataverse; null for all.</param>
/// <param name="Where">Which rows are looked for there, by columns of the row itself.</param>
internal sealed record WaitThrough(string Table, string Row, string Awaited, string? Filter, string Where);
