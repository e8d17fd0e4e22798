using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Documents;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Delivery;

/// <summary>
/// Delivers an invoice as one document with its lines, where finance takes it so. It is looked for before it is created, and each line before it is added: what
/// was begun is gone on with. Only when its count and total are those confirmed is it posted, or left to the clerk.
/// </summary>
internal sealed class DeliverDocuments(DocumentLines lines, FinanceClient finance, UnbilledInvoices unbilled, StepProbe probe)
{
    /// <summary>Delivers the document of a confirmed invoice.</summary>
    /// <param name="map">The map of headers.</param>
    /// <param name="header">The header as the map makes it.</param>
    public async Task DeliverAsync(BoundMap map, JObject header, InboxMessage message, string number, CancellationToken cancellation)
    {
        var record = $"Invoice {number}";
        var order = await lines.OrderAsync(message.InvoiceId, record, cancellation);
        if (order.Numbers.Count == 0)
        {
            await unbilled.StoreAsync(number, message.CorrelationId, order, cancellation);
            return;
        }

        var draft = await DocumentDraft.OfAsync(finance, map, header, order, record, cancellation);
        var document = await draft.FindAsync(cancellation) ?? await CreateAsync(draft, cancellation);
        if (!draft.IsOpen(document))
        {
            draft.RequirePostedAsConfirmed(document);
            return;
        }

        await FillAsync(draft, document, cancellation);
        if (finance.Profile.Document!.Then == DocumentEnd.Post)
        {
            await PostAsync(draft, document, cancellation);
        }
    }

    private async Task<JObject> CreateAsync(DocumentDraft draft, CancellationToken cancellation)
    {
        var created = await finance.InsertAsync(draft.Place, draft.Header, draft.Record, cancellation);
        probe.Pass(StepProbe.DocumentCreated);
        return created;
    }

    private async Task FillAsync(DocumentDraft draft, JObject document, CancellationToken cancellation)
    {
        var place = draft.LinesOf(document);
        var held = await draft.HeldLinesAsync(place, cancellation);
        await foreach (var page in lines.ReadAsync(draft.Order, draft.Record, cancellation))
        {
            foreach (var line in page.Where(line => held.ContainsKey(line.Number)))
            {
                await draft.RequireSameAsync(place, line, held[line.Number], cancellation);
                held.Remove(line.Number);
            }

            var missing = page.Where(line => !draft.Has(line.Number)).OrderBy(line => line.Number);
            foreach (var chunk in missing.Chunk(finance.Profile.Operations))
            {
                await AddAsync(draft, place, chunk, cancellation);
            }
        }

        draft.RequireNoOther(held.Keys);
        await draft.RequireCompleteAsync(place, cancellation);
        probe.Pass(StepProbe.DocumentFilled);
    }

    private async Task AddAsync(DocumentDraft draft, RowPlace place, DocumentLine[] chunk, CancellationToken cancellation)
    {
        var created = await draft.AddAsync(place, chunk, cancellation);
        probe.Pass(StepProbe.DocumentLinesAdded);
        foreach (var (line, row) in chunk.Zip(created))
        {
            await draft.RequireSameAsync(place, line, row, cancellation);
        }
    }

    private async Task PostAsync(DocumentDraft draft, JObject document, CancellationToken cancellation)
    {
        try
        {
            await finance.ActAsync(draft.Place, draft.IdOf(document), finance.Profile.Document!.PostAction!, draft.Record, cancellation);
        }
        catch (ConnectorException refusal) when (refusal.Kind == ErrorKind.Rule)
        {
            // Posted by an attempt of which nobody was told, or by a clerk.
            if (await draft.FindAsync(cancellation) is not { } found || draft.IsOpen(found))
            {
                throw;
            }

            draft.RequirePostedAsConfirmed(found);
        }

        probe.Pass(StepProbe.DocumentPosted);
    }
}
