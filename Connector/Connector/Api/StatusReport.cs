using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Connector.Delivery;
using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Postings;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;
using ProjectInvoice.Connector.Work;

namespace ProjectInvoice.Connector.Api;

/// <summary>What an administrator sees of the connector: what waits, what is held, what failed, and how far each map has come.</summary>
internal sealed class StatusReport(
    IDbContextFactory<ConnectorContext> contexts,
    TableMapCatalog maps,
    ConnectorWork work,
    PollPendingMessages pending,
    PollPostings postings,
    SynchronizeChanges changes,
    StatusErrors stored,
    HeldRecords records,
    TimeProvider time
)
{
    private const int MostErrors = 500;

    /// <summary>The whole status, as it is answered.</summary>
    public async Task<object> ReadAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var cursors = await context.Cursors.AsNoTracking().ToDictionaryAsync(cursor => cursor.Map, cancellation);
        // Once for both, since a map may be bound meanwhile.
        var faults = maps.Maps.ToDictionary(map => map.Name, map => maps.Faults(map.Name), StringComparer.Ordinal);
        var mapStates = await MapsAsync(context, cursors, faults, cancellation);
        var errors = await ErrorsAsync(context, cursors, faults, cancellation);
        var held = await HeldAsync(context, cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        return new
        {
            idle = work.IsIdle,
            inbox = await CountsAsync(context.Messages, now, cancellation),
            postings = await CountsAsync(context.Postings, now, cancellation),
            reconciliation = await ReconciliationAsync(context, cancellation),
            maps = mapStates,
            held,
            errors,
        };
    }

    private static async Task<object> CountsAsync<T>(DbSet<T> set, DateTime now, CancellationToken cancellation)
        where T : StoredWork
    {
        var oldest = await set.Where(row => row.State == WorkState.Waiting)
            .OrderBy(row => row.Sequence)
            .Select(row => (DateTime?)row.StoredOn)
            .FirstOrDefaultAsync(cancellation);
        return new
        {
            waiting = await set.CountAsync(row => row.State == WorkState.Waiting, cancellation),
            done = await set.CountAsync(row => row.State == WorkState.Done, cancellation),
            failed = await set.CountAsync(row => row.State == WorkState.Failed, cancellation),
            lagSeconds = oldest is { } since ? Math.Max(0, (now - since).TotalSeconds) : 0,
        };
    }

    private static async Task<object?> ReconciliationAsync(ConnectorContext context, CancellationToken cancellation) =>
        await context
            .Reconciliations.AsNoTracking()
            .Select(state => new
            {
                requestedOn = state.RequestedOn,
                reason = state.Reason,
                finishedOn = state.FinishedOn,
                missing = state.Missing,
            })
            .FirstOrDefaultAsync(cancellation);

    private async Task<List<object>> MapsAsync(
        ConnectorContext context,
        Dictionary<string, SyncCursor> cursors,
        Dictionary<string, IReadOnlyList<Fault>> faults,
        CancellationToken cancellation
    )
    {
        var states = new List<object>();
        foreach (var map in maps.Maps)
        {
            var cursor = cursors.GetValueOrDefault(map.Name);
            states.Add(
                new
                {
                    name = map.Name,
                    version = map.Version,
                    state = StateOf(map, faults[map.Name]),
                    lastReadOn = cursor?.CompletedOn,
                    lastDeliveredOn = cursor?.DeliveredOn,
                    waitingRows = await RowsAsync(context, map, WorkState.Waiting, cancellation),
                    heldRows = await RowsAsync(context, map, WorkState.Held, cancellation),
                    failedRows = await RowsAsync(context, map, WorkState.Failed, cancellation),
                }
            );
        }

        return states;
    }

    private string StateOf(TableMap map, IReadOnlyList<Fault> faults) =>
        faults.Count > 0 ? "Faulty"
        : maps.IsBound(map.Name) ? "Running"
        : "NotValidated";

    private static Task<int> RowsAsync(ConnectorContext context, TableMap map, WorkState state, CancellationToken cancellation) =>
        context.PendingRows.CountAsync(row => row.Map == map.Name && row.State == state, cancellation);

    private async Task<IEnumerable<object>> HeldAsync(ConnectorContext context, CancellationToken cancellation)
    {
        var held = await context
            .PendingRows.AsNoTracking()
            .Where(row => row.HeldTable != null)
            .GroupBy(row => new
            {
                row.Map,
                row.HeldTable,
                row.HeldFor,
            })
            .Select(group => new
            {
                group.Key.Map,
                Table = group.Key.HeldTable!,
                Id = group.Key.HeldFor!.Value,
                Rows = group.Count(),
                Since = group.Min(row => row.StoredOn),
            })
            .OrderBy(group => group.Map)
            .ThenBy(group => group.Id)
            .Take(MostErrors)
            .ToListAsync(cancellation);
        var names = await records.NamesAsync(held.Select(group => (group.Table, group.Id)).Distinct(), cancellation);
        return held.Select(group => new
        {
            map = group.Map,
            waitsFor = group.Table,
            id = group.Id,
            record = names.GetValueOrDefault(group.Id),
            rows = group.Rows,
            since = DateTime.SpecifyKind(group.Since, DateTimeKind.Utc),
        });
    }

    private async Task<List<StatusError>> ErrorsAsync(
        ConnectorContext context,
        Dictionary<string, SyncCursor> cursors,
        Dictionary<string, IReadOnlyList<Fault>> faults,
        CancellationToken cancellation
    ) =>
        [
            .. PollErrors(),
            .. ReconcileErrors(),
            .. maps.Maps.SelectMany(map => MapErrors(map, cursors, faults[map.Name])),
            .. await stored.ReadAsync(context, MostErrors, cancellation),
        ];

    private IEnumerable<StatusError> PollErrors()
    {
        var refused = pending.Refused.Concat(postings.Refused).Take(MostErrors);
        return (work.PollFailure is { } poll ? refused.Prepend(poll) : refused).Select(failure => StatusError.Of("poll", failure.Fault));
    }

    private IEnumerable<StatusError> ReconcileErrors() => changes.ReconcileFailure is { } failure ? [StatusError.Of("reconcile", failure.Fault)] : [];

    private static IEnumerable<StatusError> MapErrors(TableMap map, Dictionary<string, SyncCursor> cursors, IReadOnlyList<Fault> faults) =>
        faults.Count > 0 ? faults.Select(fault => StatusError.Of("map", fault) with { Id = map.Name })
        : cursors.GetValueOrDefault(map.Name) is { ErrorCode: { } code } cursor
            ? [new StatusError("map", map.Name, code, cursor.ErrorRecord ?? map.Name, cursor.ErrorText ?? "", 0)]
        : [];
}
