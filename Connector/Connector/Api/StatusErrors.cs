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
        var errors = new List<StatusError>();
        errors.AddRange(
            (await FailedAsync(context.Messages, most, cancellation)).Select(row =>
                Error("message", row.Id, row) with
                {
                    Invoice = row.InvoiceNumber,
                    CorrelationId = row.CorrelationId,
                }
            )
        );
        errors.AddRange(
            (await FailedAsync(context.Postings, most, cancellation)).Select(row =>
                Error("posting", row.EventId, row) with
                {
                    Invoice = InvoiceOf(row),
                    CorrelationId = row.CorrelationId.Length > 0 ? row.CorrelationId : null,
                }
            )
        );

        var rows = (await FailedAsync(context.PendingRows, most, cancellation)).Select(row => (Row: row, Invoice: InvoiceOf(row))).ToList();
        var ids = rows.Select(row => row.Invoice).OfType<Guid>().Distinct().ToList();
        var messages = (
            await context
                .Messages.AsNoTracking()
                .Where(message => ids.Contains(message.InvoiceId))
                .OrderBy(message => message.Sequence)
                .ToListAsync(cancellation)
        ).ToLookup(message => message.InvoiceId);
        errors.AddRange(
            rows.Select(row => (row.Row, Message: row.Invoice is { } id ? messages[id].LastOrDefault() : null))
                .Select(row =>
                    Error("row", row.Row.RecordId, row.Row) with
                    {
                        Invoice = row.Message?.InvoiceNumber,
                        CorrelationId = row.Message?.CorrelationId,
                    }
                )
        );
        errors.AddRange(
            (await context.LostInvoices.AsNoTracking().OrderBy(lost => lost.Proposal).Take(most).ToListAsync(cancellation)).Select(lost =>
                StatusError.Of("books", LostInvoices.Fault(lost)) with
                {
                    Invoice = lost.Proposal,
                    Since = DateTime.SpecifyKind(lost.FoundOn, DateTimeKind.Utc),
                }
            )
        );
        return errors;
    }

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
