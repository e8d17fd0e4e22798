namespace ProjectInvoice.Connector.TableMaps;

/// <summary>A direction in which a tying table leads from one row to another.</summary>
/// <param name="Row">Its column with the id of the row where one begins.</param>
/// <param name="LeadsTo">Its column with the id of the other row.</param>
/// <param name="Filter">Which rows of the tying table count, read by Dataverse.</param>
internal sealed record Tie(string Row, string LeadsTo, string Filter);
