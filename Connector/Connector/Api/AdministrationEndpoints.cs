using Connector.Delivery;
using Connector.Inbox;
using Connector.Storage;
using Connector.TableMaps;
using Connector.Work;
using Microsoft.EntityFrameworkCore;

namespace Connector.Api;

/// <summary>What an administrator sees and can ask for: status, and another try of what failed.</summary>
internal static class AdministrationEndpoints
{
    private const int MostErrors = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var administration = routes.MapGroup("/api").RequireAuthorization(ConnectorRoles.Administrator);
        administration.MapGet("/status", StatusAsync);
        administration.MapPost("/inbox/{id:guid}/retry", RetryInboxAsync);
        administration.MapPost("/rows/retry", RetryRowsAsync);
        administration.MapPost("/run", (WorkScheduler scheduler) =>
        {
            scheduler.Everything();
            return Results.Accepted();
        });
    }

    private static async Task<IResult> StatusAsync(
        IDbContextFactory<ConnectorContext> contexts, TableMapCatalog maps, ConnectorWork work, PollPendingMessages pending, SynchronizeChanges changes, TimeProvider time, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        var errors = new List<StatusError>();
        var polled = pending.Refused.Take(MostErrors);
        errors.AddRange((work.PollFailure is { } poll ? polled.Prepend(poll) : polled)
            .Select(failure => new StatusError("poll", null, failure.Code, failure.Record, $"{failure.Cause}. {failure.Remedy}.", 0)));

        if (changes.ReconcileFailure is { } unreconciled)
        {
            errors.Add(new StatusError("reconcile", null, unreconciled.Code, unreconciled.Record, $"{unreconciled.Cause}. {unreconciled.Remedy}.", 0));
        }

        var mapStates = new List<object>();
        var cursors = await context.Cursors.AsNoTracking().ToDictionaryAsync(cursor => cursor.Map, cancellation);
        foreach (var map in maps.Maps)
        {
            var cursor = cursors.GetValueOrDefault(map.Name);
            var faults = maps.Faults(map.Name);
            mapStates.Add(new
            {
                name = map.Name,
                version = map.Version,
                state = faults.Count > 0 ? "Faulty" : maps.IsBound(map.Name) ? "Running" : "NotValidated",
                lastReadOn = cursor?.CompletedOn,
                lastDeliveredOn = cursor?.DeliveredOn,
                waitingRows = await context.PendingRows.CountAsync(row => row.Map == map.Name && row.State == WorkState.Waiting, cancellation),
                heldRows = await context.PendingRows.CountAsync(row => row.Map == map.Name && row.State == WorkState.Held, cancellation),
                failedRows = await context.PendingRows.CountAsync(row => row.Map == map.Name && row.State == WorkState.Failed, cancellation),
            });
            errors.AddRange(faults.Select(fault => new StatusError("map", map.Name, fault.Code, fault.Record, $"{fault.Cause}. {fault.Remedy}.", 0)));
            if (faults.Count == 0 && cursor?.ErrorCode is { } code)
            {
                errors.Add(new StatusError("map", map.Name, code, cursor.ErrorRecord ?? map.Name, cursor.ErrorText ?? "", 0));
            }
        }

        errors.AddRange((await context.Messages.AsNoTracking().Where(row => row.ErrorCode != null).OrderBy(row => row.Sequence).Take(MostErrors).ToListAsync(cancellation))
            .Select(row => Error("message", row.Id.ToString("D"), row)));
        errors.AddRange((await context.Postings.AsNoTracking().Where(row => row.ErrorCode != null).OrderBy(row => row.Sequence).Take(MostErrors).ToListAsync(cancellation))
            .Select(row => Error("posting", row.EventId.ToString("D"), row)));
        errors.AddRange((await context.PendingRows.AsNoTracking().Where(row => row.ErrorCode != null).OrderBy(row => row.Sequence).Take(MostErrors).ToListAsync(cancellation))
            .Select(row => Error("row", row.RecordId.ToString("D"), row)));
        return Results.Json(new
        {
            idle = work.IsIdle,
            inbox = await CountsAsync(context.Messages, now, cancellation),
            postings = await CountsAsync(context.Postings, now, cancellation),
            reconciliation = await context.Reconciliations.AsNoTracking()
                .Select(state => new { requestedOn = state.RequestedOn, reason = state.Reason, finishedOn = state.FinishedOn, missing = state.Missing })
                .FirstOrDefaultAsync(cancellation),
            maps = mapStates,
            held = await context.PendingRows.AsNoTracking().Where(row => row.HeldTable != null)
                .GroupBy(row => new { row.Map, row.HeldTable, row.HeldFor })
                .Select(group => new { map = group.Key.Map, waitsFor = group.Key.HeldTable, id = group.Key.HeldFor, rows = group.Count() })
                .OrderBy(group => group.map).ThenBy(group => group.id)
                .Take(MostErrors).ToListAsync(cancellation),
            errors,
        });
    }

    private static async Task<object> CountsAsync<T>(DbSet<T> set, DateTime now, CancellationToken cancellation)
        where T : StoredWork
    {
        var oldest = await set.Where(row => row.State == WorkState.Waiting).OrderBy(row => row.Sequence).Select(row => (DateTime?)row.StoredOn).FirstOrDefaultAsync(cancellation);
        return new
        {
            waiting = await set.CountAsync(row => row.State == WorkState.Waiting, cancellation),
            done = await set.CountAsync(row => row.State == WorkState.Done, cancellation),
            failed = await set.CountAsync(row => row.State == WorkState.Failed, cancellation),
            lagSeconds = oldest is { } since ? Math.Max(0, (now - since).TotalSeconds) : 0,
        };
    }

    private static StatusError Error(string kind, string id, StoredWork row) =>
        new(kind, id, row.ErrorCode!, row.ErrorRecord ?? "", row.ErrorText ?? "", row.Attempts);

    private static async Task<IResult> RetryInboxAsync(
        Guid id, IDbContextFactory<ConnectorContext> contexts, WorkScheduler scheduler, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        StoredWork[] found =
        [
            .. await context.Messages.Where(row => row.Id == id).ToListAsync(cancellation),
            .. await context.Postings.Where(row => row.EventId == id).ToListAsync(cancellation),
        ];
        if (found.Length == 0)
        {
            return ErrorAnswer.From(
                new ConnectorException("PINV3008", $"Message {id:D}", "neither a message nor a posting of this id is stored", "Take the id from GET /api/status"),
                StatusCodes.Status404NotFound);
        }

        var again = found.Where(row => row.State != WorkState.Done).ToList();
        again.ForEach(row => row.Retry());
        await context.SaveChangesAsync(cancellation);
        scheduler.Everything();
        return Results.Json(new { retried = again.Count }, statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> RetryRowsAsync(IDbContextFactory<ConnectorContext> contexts, WorkScheduler scheduler, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var retried = await context.PendingRows
            .Where(row => row.State == WorkState.Failed)
            .ExecuteUpdateAsync(row => row.SetProperty(pending => pending.State, WorkState.Waiting), cancellation);
        scheduler.Changes();
        return Results.Json(new { retried }, statusCode: StatusCodes.Status202Accepted);
    }
}
