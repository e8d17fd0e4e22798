using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Http;
using ProjectInvoice.Connector.Postings;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Api;

/// <summary>
/// The stored failures as the status lists them: with the invoice, its customer, the correlation id, since when and the next try, so that nobody has to look
/// them up.
/// </summary>
/// <param name="maps">The maps, which say how a row names its invoice.</param>
/// <param name="told">What Dataverse tells of invoices.</param>
internal sealed class StatusErrors(TableMapCatalog maps, ToldInvoices told)
{
    // Of so many Dataverse is asked; of the others the number is known, as it came with their messages.
    private const int MostAsked = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Failures, oldest first, so many of each kind at most.</summary>
    public async Task<IReadOnlyList<StatusError>> ReadAsync(ConnectorContext context, int most, CancellationToken cancellation)
    {
        List<StatusError> errors =
        [
            .. await MessagesAsync(context, most, cancellation),
            .. await PostingsAsync(context, most, cancellation),
            .. await RowsAsync(context, most, cancellation),
            .. await BooksAsync(context, most, cancellation),
        ];
        var known = await AskedAsync(errors.Select(error => error.InvoiceId).OfType<Guid>().Distinct().Take(MostAsked).ToList(), cancellation);
        return errors.ConvertAll(error =>
            error.InvoiceId is { } id && known.GetValueOrDefault(id) is { } invoice
                ? error with
                {
                    Invoice = error.Invoice ?? invoice.Number,
                    Customer = invoice.Customer,
                }
                : error
        );
    }

    private async Task<IReadOnlyDictionary<Guid, ToldInvoice>> AskedAsync(List<Guid> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return new Dictionary<Guid, ToldInvoice>();
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return await told.ReadAsync(ids, patience.Token);
        }
        catch (Exception exception) when (exception is ConnectorException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            // The status is for the very time when the other side is away.
            return new Dictionary<Guid, ToldInvoice>();
        }
    }

    private static async Task<IEnumerable<StatusError>> MessagesAsync(ConnectorContext context, int most, CancellationToken cancellation) =>
        (await FailedAsync(context.Messages, most, cancellation)).Select(row =>
            Error("message", row.Id, row) with
            {
                Invoice = row.InvoiceNumber,
                InvoiceId = row.InvoiceId,
                CorrelationId = row.CorrelationId,
            }
        );

    private static async Task<IEnumerable<StatusError>> PostingsAsync(ConnectorContext context, int most, CancellationToken cancellation)
    {
        var parts = await FailedAsync(context.Postings, most, cancellation);
        var correlations = parts.Select(part => part.CorrelationId).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var invoices = (
            await context
                .Messages.Where(message => correlations.Contains(message.CorrelationId))
                .Select(message => new
                {
                    message.CorrelationId,
                    message.InvoiceNumber,
                    message.InvoiceId,
                })
                .ToListAsync(cancellation)
        ).ToLookup(message => message.CorrelationId, StringComparer.Ordinal);
        return parts.Select(part =>
            Error("posting", part.EventId, part) with
            {
                Invoice = InvoiceOf(part),
                InvoiceId = invoices[part.CorrelationId].FirstOrDefault(message => InvoiceOf(part) == message.InvoiceNumber)?.InvoiceId,
                CorrelationId = part.CorrelationId.Length > 0 ? part.CorrelationId : null,
            }
        );
    }

    /// <summary>A row is told with the last message of the invoice that it waits for.</summary>
    private async Task<IEnumerable<StatusError>> RowsAsync(ConnectorContext context, int most, CancellationToken cancellation)
    {
        var rows = (await FailedAsync(context.PendingRows, most, cancellation)).ConvertAll(row => (Row: row, Invoice: InvoiceOf(row)));
        var ids = rows.Select(row => row.Invoice).OfType<Guid>().Distinct().ToList();
        var stored = await context
            .Messages.AsNoTracking()
            .Where(message => ids.Contains(message.InvoiceId))
            .OrderBy(message => message.Sequence)
            .ToListAsync(cancellation);
        var messages = stored.ToLookup(message => message.InvoiceId);
        return rows.Select(row =>
        {
            var message = row.Invoice is { } id ? messages[id].LastOrDefault() : null;
            return Error("row", row.Row.RecordId, row.Row) with
            {
                Invoice = message?.InvoiceNumber,
                InvoiceId = row.Invoice,
                CorrelationId = message?.CorrelationId,
            };
        });
    }

    private static async Task<IEnumerable<StatusError>> BooksAsync(ConnectorContext context, int most, CancellationToken cancellation) =>
        (await context.LostInvoices.AsNoTracking().OrderBy(lost => lost.Proposal).Take(most).ToListAsync(cancellation)).Select(lost =>
            StatusError.Of("books", LostInvoices.Fault(lost)) with
            {
                Invoice = lost.Proposal,
                InvoiceId = lost.InvoiceId,
                Since = DateTime.SpecifyKind(lost.FoundOn, DateTimeKind.Utc),
            }
        );

    private static Task<List<T>> FailedAsync<T>(DbSet<T> set, int most, CancellationToken cancellation)
        where T : StoredWork => set.AsNoTracking().Where(row => row.ErrorCode != null).OrderBy(row => row.Sequence).Take(most).ToListAsync(cancellation);

    private static StatusError Error(string kind, Guid id, StoredWork row) =>
        new(kind, id.ToString("D"), row.ErrorCode!, row.ErrorRecord ?? "", row.ErrorText ?? "", row.Attempts)
        {
            Since = DateTime.SpecifyKind(row.StoredOn, DateTimeKind.Utc),
            NextTry = row.NotBefore is { } next ? DateTime.SpecifyKind(next, DateTimeKind.Utc) : null,
        };

    private static string? InvoiceOf(PostingPart part) =>
        part.Record.StartsWith("Invoice ", StringComparison.Ordinal) ? part.Record["Invoice ".Length..] : null;

    private Guid? InvoiceOf(PendingRow row)
    {
        var lookup = maps.Maps.FirstOrDefault(map => map.Name == row.Map)?.WaitsFor?.Lookup;
        return
            lookup is not null
            && row.Source is not null
            && Guid.TryParse((string?)((JObject)NewtonsoftSerializer.Parse(row.Source))[$"_{lookup}_value"], out var id)
            ? id
            : null;
    }
}
