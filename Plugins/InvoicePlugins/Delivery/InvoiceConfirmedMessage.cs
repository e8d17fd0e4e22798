using System.IO;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;

namespace InvoicePlugins.Delivery;

/// <summary>
/// What the connector is told: that an invoice was confirmed or is to be withdrawn, and nothing of the invoice's content. All ids are written with <c>d</c>.
/// </summary>
[DataContract]
public sealed class InvoiceConfirmedMessage
{
    private static readonly DataContractJsonSerializer Serializer = new(typeof(InvoiceConfirmedMessage));

    /// <summary>The id of the integration message; the connector's key against repetition.</summary>
    [DataMember(Name = "messageId", Order = 0)]
    public string MessageId { get; set; } = "";

    /// <summary>What happened: <c>InvoiceConfirmed</c> or <c>InvoiceWithdrawn</c>.</summary>
    [DataMember(Name = "messageType", Order = 1)]
    public string MessageType { get; set; } = "InvoiceConfirmed";

    /// <summary>The id of the invoice.</summary>
    [DataMember(Name = "invoiceId", Order = 2)]
    public string InvoiceId { get; set; } = "";

    /// <summary>The number of the pro forma invoice.</summary>
    [DataMember(Name = "invoiceNumber", Order = 3)]
    public string InvoiceNumber { get; set; } = "";

    /// <summary>The id of the Dataverse organization.</summary>
    [DataMember(Name = "organizationId", Order = 4)]
    public string OrganizationId { get; set; } = "";

    /// <summary>Follows the invoice to finance and back.</summary>
    [DataMember(Name = "correlationId", Order = 5)]
    public string CorrelationId { get; set; } = "";

    /// <summary>The message as JSON in UTF-8. The same message gives the same bytes.</summary>
    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        Serializer.WriteObject(stream, this);
        return stream.ToArray();
    }
}
