namespace ProjectInvoice.Connector.Http;

/// <summary>One request inside an OData batch.</summary>
/// <param name="Method">GET, POST, PATCH …</param>
/// <param name="Path">Path and query below the service root.</param>
/// <param name="Body">JSON, or null.</param>
/// <param name="IfMatch">The version it builds on, or null.</param>
internal sealed record BatchOperation(string Method, string Path, string? Body = null, string? IfMatch = null);
