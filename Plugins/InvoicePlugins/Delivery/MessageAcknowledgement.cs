using System;
using System.IO;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;

namespace InvoicePlugins.Delivery;

/// <summary>What the connector answers to a message that it has stored: which message, and whether it had it already.</summary>
[DataContract]
public sealed class MessageAcknowledgement
{
    private const int Accepted = 202;
    private const int Ok = 200;

    private static readonly DataContractJsonSerializer Serializer = new(typeof(MessageAcknowledgement));

    /// <summary>The id of the message that is stored.</summary>
    [DataMember(Name = "messageId")]
    public string MessageId { get; set; } = "";

    /// <summary><c>stored</c> or <c>known</c>.</summary>
    [DataMember(Name = "status")]
    public string Status { get; set; } = "";

    /// <summary>Reads an answer.</summary>
    /// <param name="text">The body.</param>
    /// <returns>The acknowledgement; null where the body is none.</returns>
    public static MessageAcknowledgement? Parse(string text)
    {
        try
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
            return Serializer.ReadObject(stream) as MessageAcknowledgement;
        }
        catch (SerializationException)
        {
            return null;
        }
    }

    /// <summary>Whether it says that a message is stored.</summary>
    /// <param name="httpStatus">The status of the answer.</param>
    public bool IsOf(InvoiceConfirmedMessage message, int httpStatus) =>
        Guid.TryParse(MessageId, out var answered)
        && answered == Guid.Parse(message.MessageId)
        && Status
            == httpStatus switch
            {
                Accepted => "stored",
                Ok => "known",
                _ => null,
            };
}
