using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ProjectInvoice.Connector.Storage;

/// <summary>The paths that carry many rows: prepared statements in one transaction, without a change tracker.</summary>
/// <param name="contexts">The database.</param>
/// <param name="time">The clock.</param>
internal sealed class RowStore(IDbContextFactory<ConnectorContext> contexts, TimeProvider time)
{
    private const string Remove = """DELETE FROM "PendingRows" WHERE "Map" = @map AND "RecordId" = @id""";

    private const string Insert =
        """INSERT INTO "PendingRows" ("Map", "RecordId", "Source", "State", "Attempts", "StoredOn") VALUES (@map, @id, @source, 0, 0, @now)""";

    /// <summary>Stores one page of changes together with where reading goes on.</summary>
    /// <param name="fingerprint">The map's content.</param>
    /// <param name="send">Rows to deliver, by id, as they were read. A newer reading replaces an older one.</param>
    /// <param name="drop">Rows that are not to be delivered any more.</param>
    /// <param name="deleted">Rows deleted in Dataverse: listed where finance holds them, forgotten where not.</param>
    /// <param name="known">Every row that was read, with the row it waits for; empty where the map's rows wait for nothing.</param>
    /// <param name="startsOver">Whether everything is read again from here: what was stored before and is not read again is not there any more.</param>
    /// <param name="link">Where reading goes on.</param>
    /// <param name="complete">Whether reading came to its end.</param>
    public async Task StorePageAsync(
        string map,
        string fingerprint,
        IReadOnlyList<KeyValuePair<Guid, string>> send,
        IReadOnlyList<Guid> drop,
        IReadOnlyDictionary<Guid, Fault> deleted,
        IReadOnlyList<KeyValuePair<Guid, Guid?>> known,
        bool startsOver,
        string link,
        bool complete,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(send);
        ArgumentNullException.ThrowIfNull(drop);
        ArgumentNullException.ThrowIfNull(deleted);
        ArgumentNullException.ThrowIfNull(known);
        var now = time.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);

        if (startsOver)
        {
            await context.PendingRows.Where(row => row.Map == map && row.Source != null).ExecuteDeleteAsync(cancellation);
            await context.KnownRows.Where(row => row.Map == map).ExecuteDeleteAsync(cancellation);
        }

        // The new Sequence tells a delivery under way that the row it carries is no longer the newest.
        using (var remove = Command(context, transaction, Remove, "map", "id"))
        using (var insert = Command(context, transaction, Insert, "map", "id", "source", "now"))
        {
            foreach (var (id, source) in send)
            {
                await ExecuteAsync(remove, map, id, null, null, cancellation);
                await ExecuteAsync(insert, map, id, source, now, cancellation);
            }

            foreach (var id in drop.Concat(deleted.Keys))
            {
                await ExecuteAsync(remove, map, id, null, null, cancellation);
            }
        }

        using (
            var list = Command(
                context,
                transaction,
                """
                INSERT INTO "PendingRows" ("Map", "RecordId", "Source", "State", "Attempts", "StoredOn", "ErrorCode", "ErrorRecord", "ErrorText")
                SELECT "Map", "RecordId", NULL, 2, 1, @now, @code, @record, @text
                FROM "DeliveredRows" WHERE "Map" = @map AND "RecordId" = @id
                """,
                "map",
                "id",
                "record",
                "now",
                "code",
                "text"
            )
        )
        {
            foreach (var (id, fault) in deleted)
            {
                list.Parameters[4].Value = fault.Code;
                list.Parameters[5].Value = fault.Text;
                await ExecuteAsync(list, map, id, fault.Record, now, cancellation);
            }
        }

        await KnowAsync(context, transaction, map, known, deleted.Keys, cancellation);
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

    /// <summary>Stores rows of an invoice that is sent once more: they are delivered again even where nothing changed.</summary>
    /// <param name="rows">The rows, by id, as they were read.</param>
    public async Task StoreAgainAsync(string map, IReadOnlyList<KeyValuePair<Guid, string>> rows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var now = time.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        using var remove = Command(context, transaction, Remove, "map", "id");
        using var insert = Command(context, transaction, Insert, "map", "id", "source", "now");
        using var forget = Command(context, transaction, """UPDATE "DeliveredRows" SET "Hash" = '' WHERE "Map" = @map AND "RecordId" = @id""", "map", "id");
        foreach (var (id, source) in rows)
        {
            await ExecuteAsync(remove, map, id, null, null, cancellation);
            await ExecuteAsync(insert, map, id, source, now, cancellation);
            await ExecuteAsync(forget, map, id, null, null, cancellation);
        }

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

    /// <summary>What was delivered of these rows.</summary>
    /// <param name="ids">Ids of rows.</param>
    public async Task<IReadOnlyDictionary<Guid, DeliveredRow>> DeliveredAsync(string map, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context
            .DeliveredRows.AsNoTracking()
            .Where(row => row.Map == map && ids.Contains(row.RecordId))
            .ToDictionaryAsync(row => row.RecordId, cancellation);
    }

    /// <summary>Ids of the rows that finance knows under these keys.</summary>
    /// <param name="keys">Keys in finance.</param>
    public async Task<IReadOnlyDictionary<string, Guid>> DeliveredIdsAsync(string map, IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context
            .DeliveredRows.AsNoTracking()
            .Where(row => row.Map == map && keys.Contains(row.Key))
            .ToDictionaryAsync(row => row.Key, row => row.RecordId, StringComparer.OrdinalIgnoreCase, cancellation);
    }

    /// <summary>Marks rows delivered. A row that changed meanwhile stays to be delivered again.</summary>
    /// <param name="rows">Sequence of the delivered reading, id, company and key in finance, hash, and the natural keys that the row keeps.</param>
    public async Task MarkDeliveredAsync(
        string map,
        IReadOnlyList<(long Sequence, Guid Id, string Company, string Key, string Hash, string? Kept)> rows,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        using var remove = Command(context, transaction, """DELETE FROM "PendingRows" WHERE "Sequence" = @sequence""", "sequence");
        using var upsert = Command(
            context,
            transaction,
            """
            INSERT INTO "DeliveredRows" ("Map", "RecordId", "Company", "Key", "Hash", "Kept") VALUES (@map, @id, @company, @key, @hash, @kept)
            ON CONFLICT ("Map", "RecordId") DO UPDATE
            SET "Company" = excluded."Company", "Key" = excluded."Key", "Hash" = excluded."Hash", "Kept" = excluded."Kept"
            """,
            "map",
            "id",
            "key",
            "hash",
            "kept",
            "company"
        );
        foreach (var (sequence, id, company, key, hash, kept) in rows)
        {
            remove.Parameters[0].Value = sequence;
            await remove.ExecuteNonQueryAsync(cancellation);
            upsert.Parameters[4].Value = (object?)kept ?? DBNull.Value;
            upsert.Parameters[5].Value = company;
            await ExecuteAsync(upsert, map, id, key, hash, cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Forgets rows that are gone on both sides.</summary>
    /// <param name="ids">Ids of rows.</param>
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

    /// <summary>Of these rows those that are known, each with the row that it waits for.</summary>
    /// <param name="ids">Ids of rows.</param>
    public async Task<IReadOnlyDictionary<Guid, Guid?>> KnownAsync(string map, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context
            .KnownRows.AsNoTracking()
            .Where(row => row.Map == map && EF.Parameter(ids).Contains(row.RecordId))
            .ToDictionaryAsync(row => row.RecordId, row => row.WaitsFor, cancellation);
    }

    /// <summary>What rows of a map wait for that are to be delivered, or are held; they may have come so far already.</summary>
    /// <param name="table">The table of what its rows wait for.</param>
    public async Task<IReadOnlyList<Guid>> AwaitedAsync(string map, string table, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var held = await context
            .PendingRows.Where(row => row.Map == map && row.HeldTable == table)
            .Select(row => row.HeldFor!.Value)
            .Distinct()
            .ToListAsync(cancellation);
        var waiting = await context
            .PendingRows.Where(row => row.Map == map && row.State == WorkState.Waiting)
            .Join(context.KnownRows, row => new { row.Map, row.RecordId }, known => new { known.Map, known.RecordId }, (row, known) => known.WaitsFor)
            .Where(awaited => awaited != null)
            .Select(awaited => awaited!.Value)
            .Distinct()
            .ToListAsync(cancellation);
        return [.. held.Union(waiting)];
    }

    /// <summary>Notes what known rows wait for that do not name it themselves.</summary>
    /// <param name="rows">Ids of rows, each with the row that it waits for.</param>
    public async Task KnowAsync(string map, IReadOnlyList<KeyValuePair<Guid, Guid?>> rows, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        await KnowAsync(context, transaction, map, rows, [], cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Ids of the rows that wait, or waited, for a row.</summary>
    /// <param name="awaited">That row's id.</param>
    public async Task<IReadOnlyList<Guid>> WaitingForAsync(string map, Guid awaited, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context
            .KnownRows.AsNoTracking()
            .Where(row => row.Map == map && row.WaitsFor == awaited)
            .Select(row => row.RecordId)
            .ToListAsync(cancellation);
    }

    /// <summary>What the held rows of a map wait for, and whether some of them are listed with a reason.</summary>
    public async Task<IReadOnlyDictionary<HeldGroup, bool>> HeldAsync(string map, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);

        // The index holds these columns: the rows themselves are not touched.
        var groups = await context
            .PendingRows.AsNoTracking()
            .Where(row => row.Map == map && row.HeldTable != null)
            .Select(row => new
            {
                row.HeldTable,
                row.HeldFor,
                row.ErrorCode,
            })
            .Distinct()
            .ToListAsync(cancellation);
        return groups
            .GroupBy(row => new HeldGroup(row.HeldTable!, row.HeldFor!.Value))
            .ToDictionary(group => group.Key, group => group.Any(row => row.ErrorCode is not null));
    }

    /// <summary>Holds rows back. A row that changed meanwhile is looked at again.</summary>
    /// <param name="rows">Sequence of the reading, and the row that it waits for.</param>
    public async Task HoldAsync(IReadOnlyList<(long Sequence, HeldGroup For)> rows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rows);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        using var hold = Command(
            context,
            transaction,
            """
            UPDATE "PendingRows"
            SET "State" = 3, "HeldTable" = @table, "HeldFor" = @id, "ErrorCode" = NULL, "ErrorRecord" = NULL, "ErrorText" = NULL
            WHERE "Sequence" = @sequence
            """,
            "table",
            "id",
            "sequence"
        );
        foreach (var (sequence, awaited) in rows)
        {
            hold.Parameters[0].Value = awaited.Table;
            hold.Parameters[1].Value = awaited.Id;
            hold.Parameters[2].Value = sequence;
            await hold.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Lets the rows go that wait for a row; they are to be delivered.</summary>
    /// <param name="awaited">That row.</param>
    public async Task<int> ReleaseAsync(string map, HeldGroup awaited, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(awaited);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await Held(context, map, awaited)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(held => held.State, WorkState.Waiting)
                        .SetProperty(held => held.HeldTable, (string?)null)
                        .SetProperty(held => held.HeldFor, (Guid?)null)
                        .SetProperty(held => held.ErrorCode, (string?)null)
                        .SetProperty(held => held.ErrorRecord, (string?)null)
                        .SetProperty(held => held.ErrorText, (string?)null),
                cancellation
            );
    }

    /// <summary>Lists held rows with the reason why they may wait for ever, or takes it off the list.</summary>
    /// <param name="awaited">The row that they wait for.</param>
    /// <param name="reason">Why it is listed; null where it is not any more.</param>
    public async Task NoteHeldAsync(string map, HeldGroup awaited, Fault? reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(awaited);
        var (code, record, text) = reason is null ? (null, null, null) : (reason.Code, reason.Record, reason.Text);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await Held(context, map, awaited)
            .Where(row => row.ErrorCode != code)
            .ExecuteUpdateAsync(
                row => row.SetProperty(held => held.ErrorCode, code).SetProperty(held => held.ErrorRecord, record).SetProperty(held => held.ErrorText, text),
                cancellation
            );
    }

    /// <summary>Lists a row with the failure that stops it.</summary>
    /// <param name="sequence">Sequence of the reading.</param>
    public Task MarkFailedAsync(long sequence, ConnectorException failure, CancellationToken cancellation) =>
        MarkAsync(sequence, failure, WorkState.Failed, cancellation);

    /// <summary>Lists a row with a failure that passes; the row goes on waiting.</summary>
    /// <param name="sequence">Sequence of the reading.</param>
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

    private static IQueryable<PendingRow> Held(ConnectorContext context, string map, HeldGroup awaited) =>
        context.PendingRows.Where(row => row.Map == map && row.HeldTable == awaited.Table && row.HeldFor == awaited.Id);

    private static async Task KnowAsync(
        ConnectorContext context,
        IDbContextTransaction transaction,
        string map,
        IReadOnlyList<KeyValuePair<Guid, Guid?>> known,
        IEnumerable<Guid> deleted,
        CancellationToken cancellation
    )
    {
        using var know = Command(
            context,
            transaction,
            """
            INSERT INTO "KnownRows" ("Map", "RecordId", "WaitsFor") VALUES (@map, @id, @awaited)
            ON CONFLICT ("Map", "RecordId") DO UPDATE SET "WaitsFor" = excluded."WaitsFor"
            """,
            "map",
            "id",
            "awaited"
        );
        foreach (var (id, awaited) in known)
        {
            know.Parameters[0].Value = map;
            know.Parameters[1].Value = id;
            know.Parameters[2].Value = (object?)awaited ?? DBNull.Value;
            await know.ExecuteNonQueryAsync(cancellation);
        }

        using var forget = Command(context, transaction, """DELETE FROM "KnownRows" WHERE "Map" = @map AND "RecordId" = @id""", "map", "id");
        foreach (var id in deleted)
        {
            await ExecuteAsync(forget, map, id, null, null, cancellation);
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
        for (var index = 0; index < Math.Min(values.Length, command.Parameters.Count); index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        return command.ExecuteNonQueryAsync(cancellation);
    }
}
