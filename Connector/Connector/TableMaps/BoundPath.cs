using ProjectInvoice.Connector.Dataverse;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>A way to a column whose every name was found.</summary>
/// <param name="Text">As the map writes it.</param>
/// <param name="Related">The related rows it begins at; null for the row itself.</param>
/// <param name="Hops">The lookups on the way.</param>
/// <param name="Column">The column at the end.</param>
internal sealed record BoundPath(string Text, string? Related, IReadOnlyList<BoundHop> Hops, ColumnDefinition Column)
{
    /// <summary>The property of the value at the end.</summary>
    public string ReadName => Column.ReadName;
}
