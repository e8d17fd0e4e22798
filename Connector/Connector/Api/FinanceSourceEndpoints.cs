using ProjectInvoice.Connector.Postings;
using ProjectInvoice.Connector.Work;

namespace ProjectInvoice.Connector.Api;

/// <summary>What finance asks before it gives out numbers, and what an administrator decides about whose books these are.</summary>
internal static class FinanceSourceEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/postings/highest", HighestAsync).RequireAuthorization(ConnectorRoles.Posting);
        routes.MapPost("/api/postings/sources/{source:guid}", TakeOverAsync).RequireAuthorization(ConnectorRoles.Administrator);
        routes.MapPost("/api/reconcile", ReconcileAsync).RequireAuthorization(ConnectorRoles.Administrator);
    }

    private static async Task<IResult> HighestAsync(
        string? source,
        bool? again,
        FinanceSources sources,
        WorkScheduler scheduler,
        CancellationToken cancellation
    )
    {
        if (!Guid.TryParse(source, out var id) || id == Guid.Empty)
        {
            return ErrorAnswer.From(PostingErrors.SourceUnnamed.For("Numbers of finance"));
        }

        try
        {
            var books = await sources.HighestAsync(id, again == true, cancellation);
            scheduler.Changes();
            return Results.Json(BooksAnswer.Of(id, books));
        }
        catch (ConnectorException refusal)
        {
            return ErrorAnswer.From(refusal.Fault);
        }
    }

    private static async Task<IResult> TakeOverAsync(Guid source, FinanceSources sources, WorkScheduler scheduler, CancellationToken cancellation)
    {
        await sources.TakeOverAsync(source, cancellation);
        scheduler.Changes();
        return Results.Json(new { source, bound = true });
    }

    private static async Task<IResult> ReconcileAsync(FinanceSources sources, WorkScheduler scheduler, CancellationToken cancellation)
    {
        await sources.RequestAsync("an administrator asked for it", cancellation);
        scheduler.Changes();
        return Results.Json(new { requested = true }, statusCode: StatusCodes.Status202Accepted);
    }
}
