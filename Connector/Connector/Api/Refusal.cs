namespace ProjectInvoice.Connector.Api;

/// <summary>What everybody is answered whose request is refused (refusal.schema.json).</summary>
internal sealed record Refusal(RefusedRecord Error);
