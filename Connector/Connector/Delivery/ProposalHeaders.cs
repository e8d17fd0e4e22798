using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Dataverse.Options;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Delivery;

/// <summary>Reads a confirmed invoice and makes of it the header of its proposal, as the map says.</summary>
internal sealed class ProposalHeaders(TableMapCatalog maps, RowMappers mappers, DataverseClient dataverse)
{
    /// <summary>The map, the header and the invoice's number.</summary>
    /// <exception cref="ConnectorException">PINV3210, PINV3211: the invoice is gone or not confirmed; or a field of the header has no value.</exception>
    public async Task<(BoundMap Map, JObject Content, string Number)> ReadAsync(InboxMessage message, CancellationToken cancellation)
    {
        var source = await SourceAsync(message.InvoiceId, message.InvoiceNumber, cancellation);
        var mapper = await mappers.CreateAsync(source.Map, cancellation);
        var row = await mapper.MapAsync(source.Invoice, source.Related, message.CorrelationId, cancellation);
        return row.Fault is { } fault
            ? throw new ConnectorException(fault.Fault with { Record = $"Invoice {source.Number}" }, fault.InnerException)
            : (source.Map, row.Content!, source.Number);
    }

    /// <summary>What the header is made of.</summary>
    /// <param name="known">The invoice's number, where it is known already.</param>
    /// <exception cref="ConnectorException">PINV3210, PINV3211: the invoice is gone or not confirmed.</exception>
    public async Task<ProposalSource> SourceAsync(Guid id, string? known, CancellationToken cancellation)
    {
        var map = await maps.SingleAsync(MapTrigger.InvoiceConfirmed, cancellation);
        var record = $"Invoice {known ?? id.ToString("D")}";
        var select = map.Select.Append("msdyn_projectinvoicestatus").Append("msdyn_invoicenumber").Append("invoicenumber").Distinct();
        var invoice =
            await dataverse.RowAsync(map.Table, id, select, record, cancellation) ?? throw new ConnectorException(DeliveryErrors.InvoiceGone.For(record));
        var number = NotEmpty((string?)invoice["msdyn_invoicenumber"]) ?? NotEmpty((string?)invoice["invoicenumber"]) ?? id.ToString("D");
        record = $"Invoice {number}";
        if ((int?)invoice["msdyn_projectinvoicestatus"] is not >= (int)ProjectInvoiceStatus.Confirmed)
        {
            throw new ConnectorException(DeliveryErrors.InvoiceNotConfirmed.For(record));
        }

        var related = new Dictionary<string, IReadOnlyList<JObject>>(StringComparer.Ordinal);
        foreach (var (name, rows) in map.Related)
        {
            related[name] = await RelatedAsync(rows, id, record, cancellation);
        }

        return new ProposalSource(map, invoice, related, number);
    }

    private async Task<IReadOnlyList<JObject>> RelatedAsync(BoundRelated related, Guid id, string record, CancellationToken cancellation)
    {
        var filter = $"{related.LookupReadName} eq {id:D}" + (related.Rows.Filter is null ? "" : $" and ({related.Rows.Filter})");
        var rows = new List<JObject>();
        var path = $"{related.Table.SetName}?$select={string.Join(',', related.Select)}&$filter={Uri.EscapeDataString(filter)}";
        await foreach (var row in dataverse.RowsAsync(path, record, cancellation))
        {
            row.Remove("@odata.etag");
            rows.Add(row);
        }

        return rows;
    }

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
