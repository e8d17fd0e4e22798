using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ProjectInvoice.Connector.Storage;

/// <summary>Rows that were read, each with the row that it waits for: others wait with them.</summary>
/// <param name="contexts">The database.</param>
internal sealed class KnownRows(IDbContextFactory<ConnectorContext> contexts)
{
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

    /// <summary>Notes what known rows wait for that do not name it themselves.</summary>
    /// <param name="rows">Ids of rows, each with the row that it waits for.</param>
    public async Task KnowAsync(string map, IReadOnlyList<KeyValuePair<Guid, Guid?>> rows, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        await NoteAsync(context, transaction, map, rows, [], cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Notes what was read, within a transaction of whoever stores it.</summary>
    /// <param name="known">Ids of rows, each with the row that it waits for.</param>
    /// <param name="deleted">Ids of rows that are not there any more.</param>
    public static async Task NoteAsync(
        ConnectorContext context,
        IDbContextTransaction transaction,
        string map,
        IReadOnlyList<KeyValuePair<Guid, Guid?>> known,
        IEnumerable<Guid> deleted,
        CancellationToken cancellation
    )
    {
        await using var rows = context.Rows(transaction);
        var know = rows.Of(
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
            await know.ExecuteAsync([map, id, awaited], cancellation);
        }

        var forget = rows.Of("""DELETE FROM "KnownRows" WHERE "Map" = @map AND "RecordId" = @id""", "map", "id");
        foreach (var id in deleted)
        {
            await forget.ExecuteAsync([map, id], cancellation);
        }

        await rows.CompleteAsync(cancellation);
    }
}
