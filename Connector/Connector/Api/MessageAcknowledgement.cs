namespace ProjectInvoice.Connector.Api;

/// <summary>What the delivery step is answered (message-acknowledgement.schema.json).</summary>
internal sealed record MessageAcknowledgement(Guid MessageId, AcknowledgementStatus Status);
