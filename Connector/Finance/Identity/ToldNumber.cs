namespace ProjectInvoice.Finance.Identity;

/// <summary>The highest number of a sequence that the connector was told.</summary>
internal sealed record ToldNumber(string Company, string Reference, long Number);
