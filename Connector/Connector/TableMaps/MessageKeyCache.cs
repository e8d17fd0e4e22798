using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Http;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>Keys of invoices as their messages carry them, read in pages of many ids and kept for one run.</summary>
/// <param name="keys">Where the keys stand; null where the map takes none.</param>
internal sealed class MessageKeyCache(DataverseClient dataverse, BoundMessageKeys? keys)
{
    private const int IdsARead = 40;
    private readonly Dictionary<Guid, JObject> known = [];

    /// <summary>Reads the messages of the invoices of some rows.</summary>
    /// <param name="rows">Rows of the map.</param>
    public async Task LoadAsync(IEnumerable<JObject> rows, CancellationToken cancellation)
    {
        if (keys is null)
        {
            return;
        }

        foreach (var chunk in rows.Select(keys.InvoiceOf).OfType<Guid>().Where(id => !known.ContainsKey(id)).Distinct().ToList().Chunk(IdsARead))
        {
            await ReadAsync(keys, chunk, cancellation);
        }
    }

    /// <summary>A key of the row's invoice; null where its message carries none, as one that was written by an earlier version.</summary>
    /// <param name="name">The key's name; null for none.</param>
    public JValue? Value(JObject row, string? name) =>
        name is not null
        && keys?.InvoiceOf(row) is { } invoice
        && known.GetValueOrDefault(invoice)?[name] is JValue { Value: string text }
        && !string.IsNullOrWhiteSpace(text)
            ? new JValue(text)
            : null;

    private async Task ReadAsync(BoundMessageKeys read, Guid[] invoices, CancellationToken cancellation)
    {
        var filter =
            $"({string.Join(" or ", invoices.Select(id => $"{read.LookupReadName} eq {id:D}"))})" + (read.Filter is null ? "" : $" and ({read.Filter})");
        var path = $"{read.Table.SetName}?$select={read.LookupReadName},{read.ReadName}&$filter={Uri.EscapeDataString(filter)}";
        foreach (var id in invoices)
        {
            known[id] = [];
        }

        await foreach (var message in dataverse.RowsAsync(path, $"Table {read.Table.Name}", cancellation))
        {
            if ((string?)message[read.ReadName] is { Length: > 0 } text && NewtonsoftSerializer.Parse(text) is JObject content)
            {
                known[Guid.Parse((string)message[read.LookupReadName]!)] = content;
            }
        }
    }
}
