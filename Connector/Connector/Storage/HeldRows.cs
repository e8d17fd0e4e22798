using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Connector.Storage;

/// <summary>Rows that wait for another row.</summary>
/// <param name="contexts">The database.</param>
internal sealed class HeldRows(IDbContextFactory<ConnectorContext> contexts)
{
    private static readonly string Hold = $"""
        UPDATE "PendingRows"
        SET "State" = {(int)WorkState.Held}, "HeldTable" = @table, "HeldFor" = @id, "ErrorCode" = NULL, "ErrorRecord" = NULL, "ErrorText" = NULL
        WHERE "Sequence" = @sequence
        """;

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
        await using var statements = context.Rows(transaction);
        var hold = statements.Of(Hold, "table", "id", "sequence");
        foreach (var (sequence, awaited) in rows)
        {
            await hold.ExecuteAsync([awaited.Table, awaited.Id, sequence], cancellation);
        }

        await statements.CompleteAsync(cancellation);
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

    private static IQueryable<PendingRow> Held(ConnectorContext context, string map, HeldGroup awaited) =>
        context.PendingRows.Where(row => row.Map == map && row.HeldTable == awaited.Table && row.HeldFor == awaited.Id);
}
