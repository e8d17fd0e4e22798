using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Invoices;

/// <summary>Reads what the connector's own database knows of invoices: a page at a time, with a fixed number of statements.</summary>
internal sealed class StoredInvoices(IDbContextFactory<ConnectorContext> contexts, TableMapCatalog maps, TimeProvider time)
{
    private const string Table = "invoice";

    /// <summary>The next invoices whose message has come, the longest under way first, each with the place to go on behind.</summary>
    /// <param name="among">Only these; null for all.</param>
    public async Task<IReadOnlyList<StoredInvoice>> PageAsync(InvoiceFilter filter, IReadOnlyCollection<Guid>? among, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var messages = await Matching(context, filter, among).OrderBy(message => message.Sequence).Take(filter.Limit).ToListAsync(cancellation);
        return await WithRestAsync(context, messages, [], cancellation);
    }

    /// <summary>Invoices of which only rows are known that wait for them: not confirmed to the end, or gone.</summary>
    /// <param name="among">Only these; null for all.</param>
    public async Task<IReadOnlyList<StoredInvoice>> WithoutMessageAsync(InvoiceFilter filter, IReadOnlyCollection<Guid>? among, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var before = time.GetUtcNow().UtcDateTime - (filter.OlderThan ?? TimeSpan.Zero);
        var ids = await context
            .PendingRows.Where(row =>
                row.HeldTable == Table
                && (
                    filter.State == null
                    || (filter.State == InvoiceState.Failed ? row.ErrorCode != null : filter.State == InvoiceState.Waiting && row.ErrorCode == null)
                )
                && (among == null || among.Contains(row.HeldFor!.Value))
                && !context.Messages.Any(message => message.InvoiceId == row.HeldFor)
            )
            .GroupBy(row => row.HeldFor!.Value)
            .Select(group => new { Id = group.Key, Since = group.Min(row => row.StoredOn) })
            .Where(group => group.Since <= before)
            .OrderBy(group => group.Since)
            .Take(filter.Limit)
            .Select(group => group.Id)
            .ToListAsync(cancellation);
        return await WithRestAsync(context, [], ids, cancellation);
    }

    /// <summary>Since when every map that follows changes has delivered what it read; null where one has not yet, or has failed since.</summary>
    public async Task<DateTime?> ReadOnAsync(CancellationToken cancellation)
    {
        var names = maps.Maps.Where(map => map.Trigger == MapTrigger.Changes).Select(map => map.Name).ToList();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var read = await context
            .Cursors.Where(cursor => names.Contains(cursor.Map) && cursor.ErrorCode == null && cursor.CompletedOn != null && cursor.DeliveredOn != null)
            .Select(cursor => cursor.CompletedOn!.Value)
            .ToListAsync(cancellation);
        return read.Count == names.Count ? read.Min() : null;
    }

    private IQueryable<InboxMessage> Matching(ConnectorContext context, InvoiceFilter filter, IReadOnlyCollection<Guid>? among)
    {
        var last = context.Messages.GroupBy(message => message.InvoiceId).Select(group => group.Max(message => message.Sequence));
        var messages = context.Messages.AsNoTracking().Where(message => last.Contains(message.Sequence));
        if (filter.After is { } after)
        {
            messages = messages.Where(message => message.Sequence > after);
        }

        if (filter.OlderThan is { } age)
        {
            var before = time.GetUtcNow().UtcDateTime - age;
            messages = messages.Where(message => message.StoredOn <= before);
        }

        if (filter.Number is { } number)
        {
            messages = messages.Where(message => message.InvoiceNumber == number || (among != null && among.Contains(message.InvoiceId)));
        }
        else if (among is not null)
        {
            messages = messages.Where(message => among.Contains(message.InvoiceId));
        }

        return filter.State is { } state ? InState(context, messages, state) : messages;
    }

    // Grouped once and joined, so that the whole list costs one pass over each table.
    private static IQueryable<InboxMessage> InState(ConnectorContext context, IQueryable<InboxMessage> messages, InvoiceState state)
    {
        var failedParts = context.Postings.Where(part => part.State == WorkState.Failed).Select(part => part.CorrelationId);
        var openParts = context.Postings.Where(part => part.State != WorkState.Done).Select(part => part.CorrelationId);
        var failedRows = Rows(context)
            .Where(row => row.Row.State == WorkState.Failed || (row.Row.State == WorkState.Held && row.Row.ErrorCode != null))
            .Select(row => row.InvoiceId);
        var told = context
            .Postings.GroupBy(part => new { part.EventId, part.CorrelationId })
            .Where(group => group.Count() >= group.Max(part => part.Parts))
            .Select(group => group.Key.CorrelationId);
        var lost = context.LostInvoices.Select(invoice => invoice.InvoiceId);
        var failed = messages.Where(message =>
            message.State == WorkState.Failed
            || (
                message.MessageType != MessageReader.InvoiceWithdrawn
                && (failedParts.Contains(message.CorrelationId) || failedRows.Contains(message.InvoiceId) || lost.Contains(message.InvoiceId))
            )
        );
        if (state == InvoiceState.Failed)
        {
            return failed;
        }

        var done = messages.Where(message =>
            message.State == WorkState.Done
            && !message.RowsAgain
            && (message.MessageType == MessageReader.InvoiceWithdrawn || (told.Contains(message.CorrelationId) && !openParts.Contains(message.CorrelationId)))
            && !lost.Contains(message.InvoiceId)
            && (message.MessageType == MessageReader.InvoiceWithdrawn || !Rows(context).Select(row => row.InvoiceId).Contains(message.InvoiceId))
        );
        return state == InvoiceState.Done
            ? done
            : messages.Where(message =>
                !failed.Select(other => other.Sequence).Contains(message.Sequence) && !done.Select(other => other.Sequence).Contains(message.Sequence)
            );
    }

    private static async Task<IReadOnlyList<StoredInvoice>> WithRestAsync(
        ConnectorContext context,
        IReadOnlyList<InboxMessage> messages,
        IReadOnlyList<Guid> others,
        CancellationToken cancellation
    )
    {
        var ids = messages.Select(message => message.InvoiceId).Concat(others).ToList();
        var correlations = messages.Select(message => message.CorrelationId).Distinct(StringComparer.Ordinal).ToList();
        var parts = (await PartsAsync(context, correlations, cancellation)).ToLookup(part => part.CorrelationId, StringComparer.Ordinal);
        var rows = (await RowsAsync(context, ids, cancellation)).ToLookup(row => row.InvoiceId);
        var lost = await context.LostInvoices.AsNoTracking().Where(invoice => ids.Contains(invoice.InvoiceId)).ToListAsync(cancellation);
        return
        [
            .. messages.Select(message => new StoredInvoice(
                message.InvoiceId,
                message,
                [.. parts[message.CorrelationId]],
                [.. rows[message.InvoiceId]],
                lost.Find(invoice => invoice.InvoiceId == message.InvoiceId)
            )),
            .. others.Select(id => new StoredInvoice(id, null, [], [.. rows[id]], lost.Find(invoice => invoice.InvoiceId == id))),
        ];
    }

    private static Task<List<StoredPart>> PartsAsync(ConnectorContext context, List<string> correlations, CancellationToken cancellation) =>
        context
            .Postings.Where(part => correlations.Contains(part.CorrelationId))
            .OrderBy(part => part.Sequence)
            .Select(part => new StoredPart(
                part.CorrelationId,
                part.EventId,
                part.Part,
                part.Parts,
                part.State,
                part.StoredOn,
                part.DoneOn,
                part.NotBefore,
                part.ErrorCode,
                part.ErrorRecord,
                part.ErrorText
            ))
            .ToListAsync(cancellation);

    private static async Task<List<StoredRows>> RowsAsync(ConnectorContext context, List<Guid> ids, CancellationToken cancellation) =>
        (
            await Rows(context)
                .Where(row => ids.Contains(row.InvoiceId))
                .GroupBy(row => new
                {
                    row.InvoiceId,
                    row.Row.Map,
                    row.Row.State,
                    row.Row.HeldTable,
                    row.Row.ErrorCode,
                })
                .Select(group => new
                {
                    group.Key,
                    Record = group.Min(row => row.Row.ErrorRecord),
                    Text = group.Min(row => row.Row.ErrorText),
                    Count = group.Count(),
                    Since = group.Min(row => row.Row.StoredOn),
                })
                .ToListAsync(cancellation)
        ).ConvertAll(group => new StoredRows(
            group.Key.InvoiceId,
            group.Key.Map,
            group.Key.State,
            group.Key.HeldTable,
            group.Key.ErrorCode,
            group.Record,
            group.Text,
            group.Count,
            group.Since
        ));

    // A row names its invoice by what it waits for, or waited for; one that only waits with others is held for it.
    private static IQueryable<RowOfInvoice> Rows(ConnectorContext context) =>
        context.PendingRows.Join(
            context.KnownRows.Where(known => known.WaitsFor != null),
            row => new { row.Map, row.RecordId },
            known => new { known.Map, known.RecordId },
            (row, known) => new RowOfInvoice { Row = row, InvoiceId = known.WaitsFor!.Value }
        );

    private sealed class RowOfInvoice
    {
        public required PendingRow Row { get; init; }

        public required Guid InvoiceId { get; init; }
    }
}
