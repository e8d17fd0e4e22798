namespace ProjectInvoice.Connector.TableMaps;

/// <summary>Related rows while a map is held against Dataverse.</summary>
/// <param name="Rows">The rows, found.</param>
/// <param name="Columns">Read names of the columns that the map needs of them.</param>
internal sealed record RelatedBinding(BoundRelated Rows, SortedSet<string> Columns);
