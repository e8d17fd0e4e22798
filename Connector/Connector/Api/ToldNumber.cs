namespace ProjectInvoice.Connector.Api;

/// <summary>The highest number that finance has told of a sequence.</summary>
internal sealed record ToldNumber(string Company, string Reference, long Number);
