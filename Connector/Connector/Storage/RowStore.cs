using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Connector.Storage;

/// <summary>The paths that carry many rows: prepared statements in one transaction, without a change tracker.</summary>
/// <param name="contexts">The database.</param>
/// <param name="time">The clock.</param>
public sealed class RowStore(IDbContextFactory<ConnectorContext> contexts, TimeProvider time)
{
    /// <summary>Stores one page of changes together with where reading goes on.</summary>
    /// <param name="map">The map.</param>
    /// <param name="fingerprint">The map's content.</param>
    /// <param name="send">Rows to deliver, by id, as they were read. A newer reading replaces an older one.</param>
    /// <param name="drop">Rows that are not to be delivered any more.</param>
    /// <param name="deleted">Rows deleted in Dataverse: listed where finance holds them, forgotten where not.</param>
    /// <param name="link">Where reading goes on.</param>
    /// <param name="complete">Whether reading came to its end.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task StorePageAsync(
        string map,
        string fingerprint,
        IReadOnlyList<KeyValuePair<Guid, string>> send,
        IReadOnlyList<Guid> drop,
        IReadOnlyList<Guid> deleted,
        string link,
        bool complete,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(send);
        ArgumentNullException.ThrowIfNull(drop);
        ArgumentNullException.ThrowIfNull(deleted);
        var now = time.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);

        // The new Sequence tells a delivery under way that the row it carries is no longer the newest.
        using (var remove = Command(context, transaction, """DELETE FROM "PendingRows" WHERE "Map" = @map AND "RecordId" = @id""", "map", "id"))
        using (var insert = Command(
            context, transaction,
            """
            INSERT INTO "PendingRows" ("Map", "RecordId", "Source", "State", "Attempts", "StoredOn") VALUES (@map, @id, @source, 0, 0, @now)
            """,
            "map", "id", "source", "now"))
        {
            foreach (var (id, source) in send)
            {
                await ExecuteAsync(remove, map, id, null, null, cancellation);
                await ExecuteAsync(insert, map, id, source, now, cancellation);
            }

            foreach (var id in drop.Concat(deleted))
            {
                await ExecuteAsync(remove, map, id, null, null, cancellation);
            }
        }

        using (var list = Command(
            context, transaction,
            """
            INSERT INTO "PendingRows" ("Map", "RecordId", "Source", "State", "Attempts", "StoredOn", "ErrorCode", "ErrorRecord", "ErrorText")
            SELECT "Map", "RecordId", NULL, 2, 1, @now, 'PINV3209', @record, 'the row was deleted in Dataverse after it was delivered. Remove it in finance, then retry it to clear this entry.'
            FROM "DeliveredRows" WHERE "Map" = @map AND "RecordId" = @id
            """,
            "map", "id", "record", "now"))
        {
            foreach (var id in deleted)
            {
                await ExecuteAsync(list, map, id, $"Row {id:D}", now, cancellation);
            }
        }

        var cursor = await context.Cursors.SingleOrDefaultAsync(row => row.Map == map, cancellation);
        if (cursor is null)
        {
            context.Cursors.Add(cursor = new SyncCursor { Map = map });
        }

        cursor.Fingerprint = fingerprint;
        cursor.Link = link;
        if (complete)
        {
            cursor.CompletedOn = now;
            (cursor.ErrorCode, cursor.ErrorRecord, cursor.ErrorText) = (null, null, null);
        }

        await context.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The next rows to deliver, oldest first.</summary>
    /// <param name="map">The map.</param>
    /// <param name="after">The sequence to go on behind.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<IReadOnlyList<PendingRow>> WaitingAsync(string map, long after, int limit, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.PendingRows.AsNoTracking()
            .Where(row => row.Map == map && row.State == WorkState.Waiting && row.Sequence > after)
            .OrderBy(row => row.Sequence)
            .Take(limit)
            .ToListAsync(cancellation);
    }

    /// <summary>What was delivered of these rows.</summary>
    /// <param name="map">The map.</param>
    /// <param name="ids">Ids of rows.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<IReadOnlyDictionary<Guid, string>> DeliveredHashesAsync(string map, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.DeliveredRows.AsNoTracking()
            .Where(row => row.Map == map && ids.Contains(row.RecordId))
            .ToDictionaryAsync(row => row.RecordId, row => row.Hash, cancellation);
    }

    /// <summary>Ids of the rows that finance knows under these keys.</summary>
    /// <param name="map">The map.</param>
    /// <param name="keys">Keys in finance.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<IReadOnlyDictionary<string, Guid>> DeliveredIdsAsync(string map, IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.DeliveredRows.AsNoTracking()
            .Where(row => row.Map == map && keys.Contains(row.Key))
            .ToDictionaryAsync(row => row.Key, row => row.RecordId, StringComparer.OrdinalIgnoreCase, cancellation);
    }

    /// <summary>Marks rows delivered. A row that changed meanwhile stays to be delivered again.</summary>
    /// <param name="map">The map.</param>
    /// <param name="rows">Sequence of the delivered reading, id, key in finance and hash.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task MarkDeliveredAsync(string map, IReadOnlyList<(long Sequence, Guid Id, string Key, string Hash)> rows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rows);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        using var remove = Command(context, transaction, """DELETE FROM "PendingRows" WHERE "Sequence" = @sequence""", "sequence");
        using var upsert = Command(
            context, transaction,
            """
            INSERT INTO "DeliveredRows" ("Map", "RecordId", "Key", "Hash") VALUES (@map, @id, @key, @hash)
            ON CONFLICT ("Map", "RecordId") DO UPDATE SET "Key" = excluded."Key", "Hash" = excluded."Hash"
            """,
            "map", "id", "key", "hash");
        foreach (var (sequence, id, key, hash) in rows)
        {
            remove.Parameters[0].Value = sequence;
            await remove.ExecuteNonQueryAsync(cancellation);
            await ExecuteAsync(upsert, map, id, key, hash, cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Forgets rows that are gone on both sides.</summary>
    /// <param name="map">The map.</param>
    /// <param name="ids">Ids of rows.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task ForgetAsync(string map, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Count == 0)
        {
            return;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        await context.DeliveredRows.Where(row => row.Map == map && ids.Contains(row.RecordId)).ExecuteDeleteAsync(cancellation);
        await context.PendingRows.Where(row => row.Map == map && ids.Contains(row.RecordId)).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Lists a row with the failure that stops it.</summary>
    /// <param name="sequence">Sequence of the reading.</param>
    /// <param name="failure">The failure.</param>
    /// <param name="cancellation">Stops the work.</param>
    public Task MarkFailedAsync(long sequence, ConnectorException failure, CancellationToken cancellation) =>
        MarkAsync(sequence, failure, WorkState.Failed, cancellation);

    /// <summary>Lists a row with a failure that passes; the row goes on waiting.</summary>
    /// <param name="sequence">Sequence of the reading.</param>
    /// <param name="failure">The failure.</param>
    /// <param name="cancellation">Stops the work.</param>
    public Task MarkWaitingAsync(long sequence, ConnectorException failure, CancellationToken cancellation) =>
        MarkAsync(sequence, failure, WorkState.Waiting, cancellation);

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

    private static DbCommand Command(ConnectorContext context, IDbContextTransaction transaction, string sql, params string[] parameters)
    {
        var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static Task<int> ExecuteAsync(DbCommand command, string map, Guid id, string? third, object? fourth, CancellationToken cancellation)
    {
        // SQLite keeps a Guid as upper-case text, as EF Core does.
        object?[] values = [map, id, third, fourth];
        for (var index = 0; index < command.Parameters.Count; index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        return command.ExecuteNonQueryAsync(cancellation);
    }
}
