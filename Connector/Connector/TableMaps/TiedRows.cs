namespace ProjectInvoice.Connector.TableMaps;

/// <summary>Rows of another table that a row comes from, although none of its lookups leads there: a third table ties them by their ids.</summary>
/// <param name="Name">The name that paths begin with.</param>
/// <param name="Table">The table that ties.</param>
/// <param name="Row">Its column with the id of the map's row.</param>
/// <param name="LeadsTo">Its column with the id of the other row.</param>
/// <param name="Target">The table of the other row.</param>
/// <param name="Filter">Which rows of the tying table count, read by Dataverse; null for all.</param>
/// <param name="Where">Which of the map's rows are looked for there, by columns of the row itself.</param>
internal sealed record TiedRows(string Name, string Table, string Row, string LeadsTo, string Target, string? Filter, string Where);
