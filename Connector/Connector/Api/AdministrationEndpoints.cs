using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Connector.Delivery;
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

    private static async Task<IResult> RetryInboxAsync(Guid id, Retries retries, WorkScheduler scheduler, CancellationToken cancellation)
    {
        if (await retries.StoredAsync(id, cancellation) is not { } retried)
        {
            return ErrorAnswer.From(ApiErrors.NotStored.For($"Message {id:D}"));
        }

        scheduler.Everything();
        return Results.Json(new { retried }, statusCode: StatusCodes.Status202Accepted);
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

    private static async Task<IResult> RetryRowsAsync(Retries retries, WorkScheduler scheduler, CancellationToken cancellation)
    {
        var retried = await retries.RowsAsync(cancellation);
        scheduler.Changes();
        return Results.Json(new { retried }, statusCode: StatusCodes.Status202Accepted);
    }
}
