namespace ProjectInvoice.Connector.Api;

/// <summary>The highest number of a shape that Dataverse has recorded.</summary>
/// <param name="Company">Empty where it cannot be told.</param>
/// <param name="Document">Customer invoice or voucher.</param>
internal sealed record RecordedDocument(string Company, string Document, string Number);
