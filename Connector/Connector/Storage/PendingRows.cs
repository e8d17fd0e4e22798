using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ProjectInvoice.Connector.Storage;

/// <summary>Rows that were read in Dataverse and are to be delivered, and how far reading has come.</summary>
/// <param name="contexts">The database.</param>
/// <param name="time">The clock.</param>
internal sealed class PendingRows(IDbContextFactory<ConnectorContext> contexts, TimeProvider time)
{
    private const string Remove = """DELETE FROM "PendingRows" WHERE "Map" = @map AND "RecordId" = @id""";

    private static readonly string Insert = $"""
        INSERT INTO "PendingRows" ("Map", "RecordId", "Source", "State", "Attempts", "StoredOn")
        VALUES (@map, @id, @source, {(int)WorkState.Waiting}, 0, @now)
        """;

    private static readonly string List = $"""
        INSERT INTO "PendingRows" ("Map", "RecordId", "Source", "State", "Attempts", "StoredOn", "ErrorCode", "ErrorRecord", "ErrorText")
        SELECT "Map", "RecordId", NULL, {(int)WorkState.Failed}, 1, @now, @code, @record, @text
        FROM "DeliveredRows" WHERE "Map" = @map AND "RecordId" = @id
        """;

    /// <summary>Stores one page of changes together with where reading goes on.</summary>
    public async Task StoreAsync(ReadPage page, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(page);
        var now = time.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        if (page.StartsOver)
        {
            await context.PendingRows.Where(row => row.Map == page.Map && row.Source != null).ExecuteDeleteAsync(cancellation);
            await context.KnownRows.Where(row => row.Map == page.Map).ExecuteDeleteAsync(cancellation);
        }

        await StoreRowsAsync(context, transaction, page, now, cancellation);
        await KnownRows.NoteAsync(context, transaction, page.Map, page.Known, page.Deleted.Keys, cancellation);
        await NoteCursorAsync(context, page, now, cancellation);
        await context.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Stores rows of an invoice that is sent once more: they are delivered again even where nothing changed.</summary>
    /// <param name="rows">The rows, by id, as they were read.</param>
    public async Task StoreAgainAsync(string map, IReadOnlyList<KeyValuePair<Guid, string>> rows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var now = time.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        await using var statements = context.Rows(transaction);
        var remove = statements.Of(Remove, "map", "id");
        var insert = statements.Of(Insert, "map", "id", "source", "now");
        var forget = statements.Of("""UPDATE "DeliveredRows" SET "Hash" = '' WHERE "Map" = @map AND "RecordId" = @id""", "map", "id");
        foreach (var (id, source) in rows)
        {
            await remove.ExecuteAsync([map, id], cancellation);
            await insert.ExecuteAsync([map, id, source, now], cancellation);
            await forget.ExecuteAsync([map, id], cancellation);
        }

        await statements.CompleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The next rows to deliver, oldest first.</summary>
    /// <param name="after">The sequence to go on behind.</param>
    /// <param name="limit">How many at most.</param>
    public async Task<IReadOnlyList<PendingRow>> WaitingAsync(string map, long after, int limit, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context
            .PendingRows.AsNoTracking()
            .Where(row => row.Map == map && row.State == WorkState.Waiting && row.Sequence > after)
            .OrderBy(row => row.Sequence)
            .Take(limit)
            .ToListAsync(cancellation);
    }

    /// <summary>Drops rows that turn out not to be sent. A row that changed meanwhile is looked at again.</summary>
    /// <param name="sequences">Sequences of the readings.</param>
    public async Task DropAsync(IReadOnlyCollection<long> sequences, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        if (sequences.Count == 0)
        {
            return;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.PendingRows.Where(row => EF.Parameter(sequences).Contains(row.Sequence)).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Lists a row with the failure that stops it.</summary>
    /// <param name="sequence">Sequence of the reading.</param>
    public Task MarkFailedAsync(long sequence, ConnectorException failure, CancellationToken cancellation) =>
        MarkAsync(sequence, failure, WorkState.Failed, cancellation);

    /// <summary>Lists a row with a failure that passes; the row goes on waiting.</summary>
    /// <param name="sequence">Sequence of the reading.</param>
    public Task MarkWaitingAsync(long sequence, ConnectorException failure, CancellationToken cancellation) =>
        MarkAsync(sequence, failure, WorkState.Waiting, cancellation);

    // The new Sequence tells a delivery under way that the row it carries is no longer the newest.
    private static async Task StoreRowsAsync(
        ConnectorContext context,
        IDbContextTransaction transaction,
        ReadPage page,
        DateTime now,
        CancellationToken cancellation
    )
    {
        await using var statements = context.Rows(transaction);
        var remove = statements.Of(Remove, "map", "id");
        var insert = statements.Of(Insert, "map", "id", "source", "now");
        var list = statements.Of(List, "map", "id", "code", "record", "text", "now");
        foreach (var (id, source) in page.Send)
        {
            await remove.ExecuteAsync([page.Map, id], cancellation);
            await insert.ExecuteAsync([page.Map, id, source, now], cancellation);
        }

        foreach (var id in page.Drop.Concat(page.Deleted.Keys))
        {
            await remove.ExecuteAsync([page.Map, id], cancellation);
        }

        foreach (var (id, fault) in page.Deleted)
        {
            await list.ExecuteAsync([page.Map, id, fault.Code, fault.Record, fault.Text, now], cancellation);
        }

        await statements.CompleteAsync(cancellation);
    }

    private static async Task NoteCursorAsync(ConnectorContext context, ReadPage page, DateTime now, CancellationToken cancellation)
    {
        var cursor =
            await context.Cursors.SingleOrDefaultAsync(row => row.Map == page.Map, cancellation)
            ?? context.Cursors.Add(new SyncCursor { Map = page.Map }).Entity;
        (cursor.Fingerprint, cursor.Link) = (page.Fingerprint, page.Link);
        if (page.IsLast)
        {
            cursor.CompletedOn = now;
            (cursor.ErrorCode, cursor.ErrorRecord, cursor.ErrorText) = (null, null, null);
        }
    }

    private async Task MarkAsync(long sequence, ConnectorException failure, WorkState state, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(failure);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.PendingRows.SingleOrDefaultAsync(row => row.Sequence == sequence, cancellation) is { } row)
        {
            row.Fail(failure, time.GetUtcNow().UtcDateTime, TimeSpan.Zero);
            row.State = state;
            await context.SaveChangesAsync(cancellation);
        }
    }
}
