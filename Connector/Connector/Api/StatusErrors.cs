using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Http;
using ProjectInvoice.Connector.Postings;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Api;

/// <summary>The stored failures as the status lists them: with the invoice, the correlation id and since when, so that nobody has to look them up.</summary>
/// <param name="maps">The maps, which say how a row names its invoice.</param>
internal sealed class StatusErrors(TableMapCatalog maps)
{
    /// <summary>Failures, oldest first, so many of each kind at most.</summary>
    public async Task<IReadOnlyList<StatusError>> ReadAsync(ConnectorContext context, int most, CancellationToken cancellation)
    {
        return
        [
            .. await MessagesAsync(context, most, cancellation),
            .. await PostingsAsync(context, most, cancellation),
            .. await RowsAsync(context, most, cancellation),
            .. await BooksAsync(context, most, cancellation),
        ];
    }

    private static async Task<IEnumerable<StatusError>> MessagesAsync(ConnectorContext context, int most, CancellationToken cancellation) =>
        (await FailedAsync(context.Messages, most, cancellation)).Select(row =>
            Error("message", row.Id, row) with
            {
                Invoice = row.InvoiceNumber,
                CorrelationId = row.CorrelationId,
            }
        );

    private static async Task<IEnumerable<StatusError>> PostingsAsync(ConnectorContext context, int most, CancellationToken cancellation) =>
        (await FailedAsync(context.Postings, most, cancellation)).Select(row =>
            Error("posting", row.EventId, row) with
            {
                Invoice = InvoiceOf(row),
                CorrelationId = row.CorrelationId.Length > 0 ? row.CorrelationId : null,
            }
        );

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
            return Error("row", row.Row.RecordId, row.Row) with { Invoice = message?.InvoiceNumber, CorrelationId = message?.CorrelationId };
        });
    }

    private static async Task<IEnumerable<StatusError>> BooksAsync(ConnectorContext context, int most, CancellationToken cancellation) =>
        (await context.LostInvoices.AsNoTracking().OrderBy(lost => lost.Proposal).Take(most).ToListAsync(cancellation)).Select(lost =>
            StatusError.Of("books", LostInvoices.Fault(lost)) with
            {
                Invoice = lost.Proposal,
                Since = DateTime.SpecifyKind(lost.FoundOn, DateTimeKind.Utc),
            }
        );

    private static Task<List<T>> FailedAsync<T>(DbSet<T> set, int most, CancellationToken cancellation)
        where T : StoredWork => set.AsNoTracking().Where(row => row.ErrorCode != null).OrderBy(row => row.Sequence).Take(most).ToListAsync(cancellation);

    private static StatusError Error(string kind, Guid id, StoredWork row) =>
        new(kind, id.ToString("D"), row.ErrorCode!, row.ErrorRecord ?? "", row.ErrorText ?? "", row.Attempts)
        {
            Since = DateTime.SpecifyKind(row.StoredOn, DateTimeKind.Utc),
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
