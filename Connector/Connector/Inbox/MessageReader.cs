using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Http;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Inbox;

/// <summary>Reads the body of a message. What is missing or not understood is refused whole.</summary>
internal static class MessageReader
{
    /// <summary>An invoice was confirmed.</summary>
    public const string InvoiceConfirmed = "InvoiceConfirmed";

    /// <summary>A confirmed invoice is to be withdrawn.</summary>
    public const string InvoiceWithdrawn = "InvoiceWithdrawn";

    private const string Record = "Message";

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
            throw new ConnectorException(InboxErrors.NoJson.For(Record), exception);
        }

        if (json is null)
        {
            throw new ConnectorException(InboxErrors.NoObject.For(Record));
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
            : throw new ConnectorException(InboxErrors.TypeUnknown.For(Record, type));
    }

    private static string Text(JObject json, string name) =>
        json[name] is not JValue { Value: string { Length: > 0 } text } ? throw new ConnectorException(InboxErrors.TextMissing.For(Record, name))
        : StorableText.IsOne(text) ? text
        : throw new ConnectorException(InboxErrors.NullCharacter.For(Record, name));

    private static Guid Id(JObject json, string name) =>
        Guid.TryParse(Text(json, name), out var id) && id != Guid.Empty ? id : throw new ConnectorException(InboxErrors.NoId.For(Record, name));
}
