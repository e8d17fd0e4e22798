using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Telemetry;
using ProjectInvoice.Connector.Work;

namespace ProjectInvoice.Connector.Api;

/// <summary><c>POST /api/messages</c>: a signed message of the delivery step, answered once it is stored.</summary>
internal static class MessageEndpoint
{
    private const int LargestBody = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/messages", ReceiveAsync).AllowAnonymous().RequireRateLimiting(MessageLimit.Policy);

    private static async Task<IResult> ReceiveAsync(
        HttpRequest request,
        SignatureCheck signature,
        MessageInbox inbox,
        WorkScheduler scheduler,
        CancellationToken cancellation
    )
    {
        string? timestamp = request.Headers["X-Pinv-Timestamp"],
            signed = request.Headers["X-Pinv-Signature"];
        ReceivedMessage message;
        DateTime signedOn;
        try
        {
            signedOn = signature.CheckTime(timestamp, signed);
            var body = await JsonBody.ReadAsync(request, LargestBody, "Message", cancellation);
            signature.Verify(timestamp!, signed!, body);
            message = MessageReader.Read(body);
        }
        catch (ConnectorException refusal)
        {
            return ErrorAnswer.From(refusal.Fault);
        }

        using var step = ConnectorTelemetry.Start("Receive message", message.CorrelationId);
        var outcome = await inbox.StorePushedAsync(message, signedOn, cancellation);
        if (outcome == StoreOutcome.Contradicts)
        {
            step.Failed(InboxErrors.Contradicts.Code);
            return ErrorAnswer.From(InboxErrors.Contradicts.For($"Invoice {message.InvoiceNumber}"));
        }

        step.Done(1);
        scheduler.Messages();
        return outcome == StoreOutcome.Stored
            ? Results.Json(new MessageAcknowledgement(message.MessageId, AcknowledgementStatus.Stored), statusCode: StatusCodes.Status202Accepted)
            : Results.Json(new MessageAcknowledgement(message.MessageId, AcknowledgementStatus.Known));
    }
}
