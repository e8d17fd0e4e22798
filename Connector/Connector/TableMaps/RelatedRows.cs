namespace ProjectInvoice.Connector.TableMaps;

/// <summary>Rows of another table that belong to the map's row, for example the lines of an invoice.</summary>
/// <param name="Name">The name that paths begin with.</param>
/// <param name="Table">Their table.</param>
/// <param name="Lookup">Their lookup to the map's row.</param>
/// <param name="Filter">Which of them belong, read by Dataverse; null for all.</param>
internal sealed record RelatedRows(string Name, string Table, string Lookup, string? Filter);
