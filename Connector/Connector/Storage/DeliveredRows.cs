using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Connector.Storage;

/// <summary>Rows that finance holds.</summary>
/// <param name="contexts">The database.</param>
internal sealed class DeliveredRows(IDbContextFactory<ConnectorContext> contexts)
{
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
        await using var statements = context.Rows(transaction);
        var remove = statements.Of("""DELETE FROM "PendingRows" WHERE "Sequence" = @sequence""", "sequence");
        var upsert = statements.Of(
            """
            INSERT INTO "DeliveredRows" ("Map", "RecordId", "Company", "Key", "Hash", "Kept") VALUES (@map, @id, @company, @key, @hash, @kept)
            ON CONFLICT ("Map", "RecordId") DO UPDATE
            SET "Company" = excluded."Company", "Key" = excluded."Key", "Hash" = excluded."Hash", "Kept" = excluded."Kept"
            """,
            "map",
            "id",
            "company",
            "key",
            "hash",
            "kept"
        );
        foreach (var (sequence, id, company, key, hash, kept) in rows)
        {
            await remove.ExecuteAsync([sequence], cancellation);
            await upsert.ExecuteAsync([map, id, company, key, hash, kept], cancellation);
        }

        await statements.CompleteAsync(cancellation);
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
}
