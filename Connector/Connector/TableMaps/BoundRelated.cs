using ProjectInvoice.Connector.Dataverse;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>Related rows whose every name was found.</summary>
/// <param name="Rows">The rows as the map says them.</param>
/// <param name="Table">Their table.</param>
/// <param name="LookupReadName">The property of their lookup to the map's row.</param>
/// <param name="Select">Read names of the columns that the map needs of them.</param>
internal sealed record BoundRelated(RelatedRows Rows, TableDefinition Table, string LookupReadName, IReadOnlyList<string> Select);
