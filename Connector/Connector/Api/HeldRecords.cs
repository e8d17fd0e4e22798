using ProjectInvoice.Connector.Dataverse;

namespace ProjectInvoice.Connector.Api;

/// <summary>What people call the rows that others wait for: asked of Dataverse, and left out where it does not answer soon.</summary>
internal sealed class HeldRecords(DataverseClient dataverse)
{
    private const int IdsARead = 40;
    private const string Invoices = "invoice";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The names of rows, by id.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<(string Table, Guid Id)> rows, CancellationToken cancellation)
    {
        var names = new Dictionary<Guid, string>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            foreach (var table in rows.GroupBy(row => row.Table, StringComparer.Ordinal))
            {
                await NameAsync(await dataverse.DefinitionAsync(table.Key, patience.Token), table.Select(row => row.Id).ToList(), names, patience.Token);
            }
        }
        catch (Exception exception) when (exception is ConnectorException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            // The status is for the very time when the other side is away.
        }

        return names;
    }

    private async Task NameAsync(TableDefinition table, IReadOnlyList<Guid> ids, Dictionary<Guid, string> names, CancellationToken cancellation)
    {
        // An invoice is known by its number, the confirmed one first; anything else by its name.
        string[] columns = table.Name == Invoices ? ["msdyn_invoicenumber", "invoicenumber", table.PrimaryName] : [table.PrimaryName];
        foreach (var chunk in ids.Chunk(IdsARead))
        {
            var filter = string.Join(" or ", chunk.Select(id => $"{table.PrimaryId} eq {id:D}"));
            await foreach (
                var row in dataverse.RowsAsync(
                    $"{table.SetName}?$select={string.Join(',', columns)}&$filter={Uri.EscapeDataString(filter)}",
                    $"Table {table.Name}",
                    cancellation
                )
            )
            {
                if (columns.Select(column => (string?)row[column]).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) is { } name)
                {
                    names[Guid.Parse((string)row[table.PrimaryId]!)] = name;
                }
            }
        }
    }
}
