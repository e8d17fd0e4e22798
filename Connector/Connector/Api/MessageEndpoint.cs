using Connector.Inbox;
using Connector.Work;

namespace Connector.Api;

/// <summary><c>POST /api/messages</c>: a signed message of the delivery step, answered once it is stored.</summary>
internal static class MessageEndpoint
{
    private const int LargestBody = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/messages", ReceiveAsync).AllowAnonymous();

    private static async Task<IResult> ReceiveAsync(
        HttpRequest request, SignatureCheck signature, MessageInbox inbox, WorkScheduler scheduler, CancellationToken cancellation)
    {
        if (await RequestBody.ReadAsync(request, LargestBody, cancellation) is not { } body)
        {
            return ErrorAnswer.From(new ConnectorException("PINV3004", "Message", "the body is too large", "Send a message, not its data"), StatusCodes.Status413PayloadTooLarge);
        }

        ReceivedMessage message;
        try
        {
            signature.Verify(request.Headers["X-Pinv-Timestamp"], request.Headers["X-Pinv-Signature"], body);
            message = MessageReader.Read(body);
        }
        catch (ConnectorException refusal)
        {
            return ErrorAnswer.From(refusal, refusal.Code == "PINV3004" ? StatusCodes.Status400BadRequest : StatusCodes.Status401Unauthorized);
        }

        using var activity = ConnectorTelemetry.Start("Receive message", message.CorrelationId);
        var outcome = await inbox.StoreAsync(message, isSentAgain: true, cancellation);
        if (outcome == StoreOutcome.Contradicts)
        {
            return ErrorAnswer.From(
                new ConnectorException("PINV3003", $"Invoice {message.InvoiceNumber}", "a message with other content is stored under this id", "Send it under an id of its own"),
                StatusCodes.Status409Conflict);
        }

        scheduler.Messages();
        return Results.Json(
            new { messageId = message.MessageId, status = outcome == StoreOutcome.Stored ? "stored" : "known" },
            statusCode: outcome == StoreOutcome.Stored ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }
}
