using System.Text.Json.Nodes;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>One request of a change set.</summary>
internal sealed record BatchPart(string Method, string Path, JsonNode? Body, string? IfMatch = null);
