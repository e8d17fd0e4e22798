using ProjectInvoice.Connector.Dataverse;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>A lookup whose target is known.</summary>
/// <param name="ReadName">The property that holds the id.</param>
/// <param name="Table">Where it leads.</param>
internal sealed record BoundHop(string ReadName, TableDefinition Table);
