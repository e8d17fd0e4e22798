using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Http;

namespace ProjectInvoice.Connector.Inbox;

/// <summary>Reads the body of a message. What is missing or not understood is refused whole.</summary>
internal static class MessageReader
{
    /// <summary>An invoice was confirmed.</summary>
    public const string InvoiceConfirmed = "InvoiceConfirmed";

    /// <summary>A confirmed invoice is to be withdrawn.</summary>
    public const string InvoiceWithdrawn = "InvoiceWithdrawn";

    /// <summary>Reads a body.</summary>
    /// <param name="body">UTF-8 JSON.</param>
    /// <exception cref="ConnectorException">PINV3004: it is no message.</exception>
    public static ReceivedMessage Read(ReadOnlySpan<byte> body)
    {
        JObject? json;
        try
        {
            json = ExactJson.Parse(body) as JObject;
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or JsonException or OverflowException)
        {
            throw Refusal("the body is no JSON", exception);
        }

        if (json is null)
        {
            throw Refusal("the body is no JSON object");
        }

        var type = Text(json, "messageType");
        return type is InvoiceConfirmed or InvoiceWithdrawn
            ? new ReceivedMessage(
                Id(json, "messageId"),
                type,
                Id(json, "invoiceId"),
                Text(json, "invoiceNumber"),
                Id(json, "organizationId"),
                Id(json, "correlationId").ToString("D")
            )
            : throw Refusal($"messageType {type} is not known");
    }

    private static string Text(JObject json, string name) =>
        json[name] is JValue { Value: string { Length: > 0 } text } ? text : throw Refusal($"{name} is missing");

    private static Guid Id(JObject json, string name) =>
        Guid.TryParse(Text(json, name), out var id) && id != Guid.Empty ? id : throw Refusal($"{name} is no id");

    private static ConnectorException Refusal(string cause, Exception? exception = null) =>
        new("PINV3004", "Message", cause, "Send messageId, messageType, invoiceId, invoiceNumber, organizationId and correlationId", innerException: exception);
}
