using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Connector.Postings;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.Work;

namespace ProjectInvoice.Connector.Api;

/// <summary>What an administrator sees and can ask for: status, and another try of what failed.</summary>
internal static class AdministrationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var administration = routes.MapGroup("/api").RequireAuthorization(ConnectorRoles.Administrator);
        administration.MapGet("/status", async (StatusReport report, CancellationToken cancellation) => Results.Json(await report.ReadAsync(cancellation)));
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
