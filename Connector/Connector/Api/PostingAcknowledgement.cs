namespace ProjectInvoice.Connector.Api;

/// <summary>What finance is answered to a part of a posting (posting-acknowledgement.schema.json).</summary>
/// <param name="Lines">How many lines were received.</param>
internal sealed record PostingAcknowledgement(Guid EventId, int Part, int Lines, AcknowledgementStatus Status);
