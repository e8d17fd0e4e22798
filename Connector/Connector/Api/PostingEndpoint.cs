using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Postings;
using ProjectInvoice.Connector.Telemetry;
using ProjectInvoice.Connector.Work;

namespace ProjectInvoice.Connector.Api;

/// <summary><c>POST /api/postings</c>: one part of a posting of finance, answered once it is stored.</summary>
internal static class PostingEndpoint
{
    private const int LargestBody = 4 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/postings", ReceiveAsync).RequireAuthorization(ConnectorRoles.Posting);

    private static async Task<IResult> ReceiveAsync(HttpRequest request, PostingInbox inbox, WorkScheduler scheduler, CancellationToken cancellation)
    {
        ReceivedPosting posting;
        try
        {
            posting = PostingReader.Read(await JsonBody.ReadAsync(request, LargestBody, "Posting", cancellation));
        }
        catch (ConnectorException refusal)
        {
            return ErrorAnswer.From(refusal.Fault);
        }

        using var step = ConnectorTelemetry.Start("Receive posting", posting.CorrelationId);
        StoreOutcome outcome;
        try
        {
            outcome = await inbox.StoreAsync(posting, cancellation);
        }
        catch (ConnectorException refusal)
        {
            step.Failed(refusal.Code);
            return ErrorAnswer.From(refusal.Fault);
        }

        if (outcome == StoreOutcome.Contradicts)
        {
            step.Failed(PostingErrors.Contradicts.Code);
            return ErrorAnswer.From(PostingErrors.Contradicts.For(posting.Record, posting.Part));
        }

        step.Done(1);
        scheduler.Postings();
        var acknowledgement = new PostingAcknowledgement(posting.EventId, posting.Part, posting.Lines.Count(), AcknowledgementStatus.Known);
        return outcome == StoreOutcome.Stored
            ? Results.Json(acknowledgement with { Status = AcknowledgementStatus.Stored }, statusCode: StatusCodes.Status202Accepted)
            : Results.Json(acknowledgement);
    }
}
