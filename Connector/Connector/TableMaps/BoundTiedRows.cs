using ProjectInvoice.Connector.Dataverse;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>Tied rows whose every name was found.</summary>
/// <param name="Name">The name that paths begin with.</param>
/// <param name="Tie">The table that ties.</param>
/// <param name="Target">The table of the other rows.</param>
internal sealed record BoundTiedRows(string Name, BoundTie Tie, TableDefinition Target)
{
    /// <summary>The property of the map's row that takes the id of the other row; no column can have this name.</summary>
    public string ReadName => $"{Name}@tied";
}
