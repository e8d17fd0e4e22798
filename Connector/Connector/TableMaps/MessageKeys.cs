namespace ProjectInvoice.Connector.TableMaps;

/// <summary>
/// The message that carries the natural keys of a row's invoice, as they were when it was confirmed: fields that name one of them take it from there, whatever
/// the lookups say since, so that header and rows agree and a resend says the same.
/// </summary>
/// <param name="Table">The table of messages.</param>
/// <param name="Lookup">Its lookup to the invoice.</param>
/// <param name="Column">Its column with the keys: a JSON object.</param>
/// <param name="Row">The column of the map's row that holds the id of the invoice.</param>
/// <param name="Filter">Which messages carry keys, read by Dataverse; null for all.</param>
/// <param name="Where">Which of the map's rows take them, by columns of the row itself; null for all.</param>
internal sealed record MessageKeys(string Table, string Lookup, string Column, string Row, string? Filter, string? Where);
