using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Documents;
using ProjectInvoice.Connector.Postings;

namespace ProjectInvoice.Connector.Delivery;

/// <summary>An invoice that charges nothing is no document in finance: it is closed at once, as nothing to invoice.</summary>
internal sealed class UnbilledInvoices(PostingInbox postings)
{
    public async Task StoreAsync(string number, string correlationId, DocumentOrder order, CancellationToken cancellation)
    {
        var header = new JObject
        {
            ["kind"] = nameof(PostingKind.Invoice),
            ["proposal"] = number,
            ["outcome"] = nameof(PostingOutcome.NothingToInvoice),
            ["taxAmount"] = 0,
            ["correlationId"] = correlationId,
        };
        var lines = order
            .Unsent.Select(actual => new JObject
            {
                ["actualsImportId"] = actual,
                ["accountingAmount"] = 0,
                ["taxAmount"] = 0,
            })
            .ToList();
        foreach (var part in PostingParts.Of(DerivedId.From("Nothing to invoice", number), header, lines))
        {
            await postings.StoreAsync(part, cancellation);
        }
    }
}
