namespace ProjectInvoice.Connector.Api;

/// <summary>Which record is refused, and why.</summary>
/// <param name="Code">The PINV code.</param>
/// <param name="Record">The record as its user knows it.</param>
/// <param name="Message">The whole sentence.</param>
internal sealed record RefusedRecord(string Code, string Record, string Message);
