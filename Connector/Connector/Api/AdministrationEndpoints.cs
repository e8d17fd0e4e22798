using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Connector.Delivery;
using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Postings;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;
using ProjectInvoice.Connector.Work;

namespace ProjectInvoice.Connector.Api;

/// <summary>What an administrator sees and can ask for: status, and another try of what failed.</summary>
internal static class AdministrationEndpoints
{
    private const int MostErrors = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var administration = routes.MapGroup("/api").RequireAuthorization(ConnectorRoles.Administrator);
        administration.MapGet("/status", StatusAsync);
        administration.MapPost("/inbox/{id:guid}/retry", RetryInboxAsync);
        administration.MapPost("/postings/{eventId:guid}/replace", ReplaceAsync);
        administration.MapPost("/postings/{eventId:guid}/discard", DiscardAsync);
        administration.MapPost("/rows/retry", RetryRowsAsync);
        administration.MapPost(
            "/run",
            (WorkScheduler scheduler) =>
            {
                scheduler.Everything();
                return Results.Accepted();
            }
        );
    }

    private static async Task<IResult> StatusAsync(
        IDbContextFactory<ConnectorContext> contexts,
        TableMapCatalog maps,
        ConnectorWork work,
        PollPendingMessages pending,
        SynchronizeChanges changes,
        StatusErrors stored,
        HeldRecords records,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        var errors = new List<StatusError>();
        var polled = pending.Refused.Take(MostErrors);
        errors.AddRange((work.PollFailure is { } poll ? polled.Prepend(poll) : polled).Select(failure => StatusError.Of("poll", failure.Fault)));

        if (changes.ReconcileFailure is { } unreconciled)
        {
            errors.Add(StatusError.Of("reconcile", unreconciled.Fault));
        }

        var mapStates = new List<object>();
        var cursors = await context.Cursors.AsNoTracking().ToDictionaryAsync(cursor => cursor.Map, cancellation);
        foreach (var map in maps.Maps)
        {
            var cursor = cursors.GetValueOrDefault(map.Name);
            var faults = maps.Faults(map.Name);
            mapStates.Add(
                new
                {
                    name = map.Name,
                    version = map.Version,
                    state = faults.Count > 0 ? "Faulty"
                    : maps.IsBound(map.Name) ? "Running"
                    : "NotValidated",
                    lastReadOn = cursor?.CompletedOn,
                    lastDeliveredOn = cursor?.DeliveredOn,
                    waitingRows = await context.PendingRows.CountAsync(row => row.Map == map.Name && row.State == WorkState.Waiting, cancellation),
                    heldRows = await context.PendingRows.CountAsync(row => row.Map == map.Name && row.State == WorkState.Held, cancellation),
                    failedRows = await context.PendingRows.CountAsync(row => row.Map == map.Name && row.State == WorkState.Failed, cancellation),
                }
            );
            errors.AddRange(faults.Select(fault => StatusError.Of("map", fault) with { Id = map.Name }));
            if (faults.Count == 0 && cursor?.ErrorCode is { } code)
            {
                errors.Add(new StatusError("map", map.Name, code, cursor.ErrorRecord ?? map.Name, cursor.ErrorText ?? "", 0));
            }
        }

        errors.AddRange(await stored.ReadAsync(context, MostErrors, cancellation));
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
        return Results.Json(
            new
            {
                idle = work.IsIdle,
                inbox = await CountsAsync(context.Messages, now, cancellation),
                postings = await CountsAsync(context.Postings, now, cancellation),
                reconciliation = await context
                    .Reconciliations.AsNoTracking()
                    .Select(state => new
                    {
                        requestedOn = state.RequestedOn,
                        reason = state.Reason,
                        finishedOn = state.FinishedOn,
                        missing = state.Missing,
                    })
                    .FirstOrDefaultAsync(cancellation),
                maps = mapStates,
                held = held.Select(group => new
                {
                    map = group.Map,
                    waitsFor = group.Table,
                    id = group.Id,
                    record = names.GetValueOrDefault(group.Id),
                    rows = group.Rows,
                    since = DateTime.SpecifyKind(group.Since, DateTimeKind.Utc),
                }),
                errors,
            }
        );
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

    private static async Task<IResult> RetryInboxAsync(
        Guid id,
        IDbContextFactory<ConnectorContext> contexts,
        WorkScheduler scheduler,
        CancellationToken cancellation
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        StoredWork[] found =
        [
            .. await context.Messages.Where(row => row.Id == id).ToListAsync(cancellation),
            .. await context.Postings.Where(row => row.EventId == id).ToListAsync(cancellation),
        ];
        if (found.Length == 0)
        {
            return ErrorAnswer.From(ApiErrors.NotStored.For($"Message {id:D}"));
        }

        var again = found.Where(row => row.State != WorkState.Done).ToList();
        again.ForEach(row => row.Retry());
        await context.SaveChangesAsync(cancellation);
        scheduler.Everything();
        return Results.Json(new { retried = again.Count }, statusCode: StatusCodes.Status202Accepted);
    }

    private static Task<IResult> ReplaceAsync(
        Guid eventId,
        IDbContextFactory<ConnectorContext> contexts,
        WorkScheduler scheduler,
        CancellationToken cancellation
    ) =>
        DecideAsync(
            eventId,
            PostingErrors.PostedAgain,
            contexts,
            scheduler,
            part =>
            {
                part.Replaces = true;
                part.Retry();
            },
            cancellation
        );

    private static Task<IResult> DiscardAsync(
        Guid eventId,
        IDbContextFactory<ConnectorContext> contexts,
        WorkScheduler scheduler,
        TimeProvider time,
        CancellationToken cancellation
    ) =>
        DecideAsync(
            eventId,
            PostingErrors.PostedBefore,
            contexts,
            scheduler,
            part =>
            {
                part.Body = "";
                part.Succeed(time.GetUtcNow().UtcDateTime);
            },
            cancellation
        );

    private static async Task<IResult> DecideAsync(
        Guid eventId,
        ErrorCode error,
        IDbContextFactory<ConnectorContext> contexts,
        WorkScheduler scheduler,
        Action<PostingPart> decide,
        CancellationToken cancellation
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var parts = await context.Postings.Where(part => part.EventId == eventId && part.State != WorkState.Done).ToListAsync(cancellation);
        if (!parts.Exists(part => part.State == WorkState.Failed && part.ErrorCode == error.Code))
        {
            return ErrorAnswer.From(ApiErrors.NotListed.For($"Posting {eventId:D}", error.Code));
        }

        parts.ForEach(decide);
        await context.SaveChangesAsync(cancellation);
        scheduler.Postings();
        return Results.Json(new { decided = parts.Count }, statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> RetryRowsAsync(IDbContextFactory<ConnectorContext> contexts, WorkScheduler scheduler, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var retried = await context
            .PendingRows.Where(row => row.State == WorkState.Failed)
            .ExecuteUpdateAsync(row => row.SetProperty(pending => pending.State, WorkState.Waiting), cancellation);
        scheduler.Changes();
        return Results.Json(new { retried }, statusCode: StatusCodes.Status202Accepted);
    }
}
