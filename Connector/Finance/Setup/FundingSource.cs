namespace ProjectInvoice.Finance.Setup;

/// <summary>A customer who pays for a contract.</summary>
internal sealed record FundingSource(string Id, string Customer);
