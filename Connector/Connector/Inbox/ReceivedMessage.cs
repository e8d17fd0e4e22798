namespace ProjectInvoice.Connector.Inbox;

/// <summary>A message as it is received: by push with all of it, by poll with what the Pending row says.</summary>
/// <param name="MessageType">What it says.</param>
/// <param name="InvoiceNumber">Its number; null where not known.</param>
/// <param name="OrganizationId">The organization; null where not known.</param>
internal sealed record ReceivedMessage(Guid MessageId, string MessageType, Guid InvoiceId, string? InvoiceNumber, Guid? OrganizationId, string CorrelationId);
