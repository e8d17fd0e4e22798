namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>A request as bytes, valid or not.</summary>
internal sealed record StrangeRequest(string Role, string Method, string Path, byte[] Body, string ContentType = "application/json", string? IfMatch = null);
