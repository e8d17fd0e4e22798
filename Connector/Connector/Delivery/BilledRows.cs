using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Dataverse.Options;
using ProjectInvoice.Connector.Http;

namespace ProjectInvoice.Connector.Delivery;

/// <summary>Reads which rows the confirmation of an invoice has made: as its message says, or the chunks that made them.</summary>
internal sealed class BilledRows(DataverseClient dataverse)
{
    private const int BytesOfId = 16;

    private static readonly string OfMessage =
        $"pinv_messagetype eq {(int)IntegrationMessageType.InvoiceConfirmed} and pinv_status ne {(int)IntegrationMessageStatus.Withdrawn}";
    private static readonly string OfChunks = $"pinv_kind eq {(int)ChunkKind.Bill} and pinv_status eq {(int)ChunkStatus.Complete}";

    /// <summary>The ids of the rows, by table.</summary>
    public async Task<IReadOnlyDictionary<string, List<Guid>>> ReadAsync(Guid invoice, int attempt, string record, CancellationToken cancellation)
    {
        var rows = new Dictionary<string, List<Guid>>(StringComparer.Ordinal);
        await ReadAsync("pinv_integrationmessage", "pinv_billed", $"_pinv_invoiceid_value eq {invoice:D} and {OfMessage}", rows, record, cancellation);
        if (rows.Count == 0)
        {
            await ReadAsync(
                "pinv_confirmationchunk",
                "pinv_result",
                $"_pinv_invoiceid_value eq {invoice:D} and pinv_attempt eq {attempt} and {OfChunks}",
                rows,
                record,
                cancellation
            );
        }

        return rows;
    }

    private async Task ReadAsync(string table, string column, string filter, Dictionary<string, List<Guid>> rows, string record, CancellationToken cancellation)
    {
        var definition = await dataverse.DefinitionAsync(table, cancellation);
        await foreach (var row in dataverse.RowsAsync($"{definition.SetName}?$select={column}&$filter={Uri.EscapeDataString(filter)}", record, cancellation))
        {
            Add((string?)row[column], rows);
        }
    }

    // Ids are packed, sixteen bytes each, as the plug-ins write them.
    private static void Add(string? notes, Dictionary<string, List<Guid>> rows)
    {
        if (notes is not { Length: > 0 } || (NewtonsoftSerializer.Parse(notes) as JObject)?["billed"]?["created"] is not JArray created)
        {
            return;
        }

        foreach (var group in created)
        {
            var table = (string)group["table"]!;
            if (!rows.TryGetValue(table, out var ids))
            {
                rows[table] = ids = [];
            }

            ids.AddRange(Convert.FromBase64String((string)group["ids"]!).Chunk(BytesOfId).Select(bytes => new Guid(bytes)));
        }
    }
}
