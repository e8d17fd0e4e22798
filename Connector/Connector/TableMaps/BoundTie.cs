using System.Runtime.CompilerServices;
using ProjectInvoice.Connector.Dataverse;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>A table that ties the map's rows to others by their ids, whose every name was found.</summary>
/// <param name="Row">The column with the id of the map's row.</param>
/// <param name="LeadsTo">The column with the id of the other row.</param>
/// <param name="Filter">Which rows of the table count; null for all.</param>
/// <param name="Where">Which of the map's rows are looked for there.</param>
internal sealed record BoundTie(TableDefinition Table, ColumnDefinition Row, ColumnDefinition LeadsTo, string? Filter, FilterExpression Where)
{
    private const int IdsARead = 40;

    /// <summary>Reads what some rows are tied to, in pages of many ids.</summary>
    /// <param name="ids">The ids of the map's rows.</param>
    public async IAsyncEnumerable<(Guid Row, Guid LeadsTo)> ReadAsync(
        DataverseClient dataverse,
        IEnumerable<Guid> ids,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(dataverse);
        foreach (var chunk in ids.Chunk(IdsARead))
        {
            var filter = $"({string.Join(" or ", chunk.Select(id => $"{Row.ReadName} eq {Row.Literal(id)}"))})" + (Filter is null ? "" : $" and ({Filter})");
            var path = $"{Table.SetName}?$select={Row.ReadName},{LeadsTo.ReadName}&$filter={Uri.EscapeDataString(filter)}";
            await foreach (var tie in dataverse.RowsAsync(path, $"Table {Table.Name}", cancellation))
            {
                if (Guid.TryParse((string?)tie[Row.ReadName], out var row) && Guid.TryParse((string?)tie[LeadsTo.ReadName], out var other))
                {
                    yield return (row, other);
                }
            }
        }
    }
}
