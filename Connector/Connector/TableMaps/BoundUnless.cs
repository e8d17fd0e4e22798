using ProjectInvoice.Connector.Dataverse;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>A table whose rows say that what is waited for is not complete, whose every name was found.</summary>
/// <param name="Lookup">Its lookup to the row that is waited for.</param>
/// <param name="Filter">Which of its rows say so.</param>
internal sealed record BoundUnless(TableDefinition Table, ColumnDefinition Lookup, string Filter)
{
    /// <summary>
    /// Which of some rows are not complete. To be read after their values: a row that has reached its value has what says that it is not complete.
    /// </summary>
    /// <param name="ids">Ids of the rows, few enough for one address.</param>
    public Task<IReadOnlySet<Guid>> IncompleteAsync(DataverseClient dataverse, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return ReadAsync(dataverse, $"({string.Join(" or ", ids.Select(id => $"{Lookup.ReadName} eq {Lookup.Literal(id)}"))}) and ({Filter})", cancellation);
    }

    /// <summary>All rows that are not complete.</summary>
    public Task<IReadOnlySet<Guid>> IncompleteAsync(DataverseClient dataverse, CancellationToken cancellation) => ReadAsync(dataverse, Filter, cancellation);

    private async Task<IReadOnlySet<Guid>> ReadAsync(DataverseClient dataverse, string filter, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataverse);
        var incomplete = new SortedSet<Guid>();
        await foreach (
            var row in dataverse.RowsAsync(
                $"{Table.SetName}?$select={Lookup.ReadName}&$filter={Uri.EscapeDataString(filter)}",
                $"Table {Table.Name}",
                cancellation
            )
        )
        {
            if (Guid.TryParse((string?)row[Lookup.ReadName], out var id))
            {
                incomplete.Add(id);
            }
        }

        return incomplete;
    }
}
