using System.Text.Json.Serialization;

namespace ProjectInvoice.Connector.Api;

/// <summary>How what was received is kept, as the sender is told.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AcknowledgementStatus>))]
internal enum AcknowledgementStatus
{
    /// <summary>It is stored now.</summary>
    [JsonStringEnumMemberName("stored")]
    Stored,

    /// <summary>It was stored before.</summary>
    [JsonStringEnumMemberName("known")]
    Known,
}
