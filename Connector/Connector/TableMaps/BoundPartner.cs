using ProjectInvoice.Connector.Dataverse;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>A lookup to a row with which a row waits: as long as that one waits, or is not known yet.</summary>
/// <param name="Column">The lookup, or a text column that holds an id.</param>
/// <param name="Table">The table it leads to; the map that follows the changes of that table says what its rows wait for.</param>
internal sealed record BoundPartner(ColumnDefinition Column, string Table);
