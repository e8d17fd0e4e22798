namespace ProjectInvoice.Finance.Import;

/// <summary>What to import: everything, one company, or one proposal.</summary>
internal sealed record ImportRequest(string? Company = null, string? Proposal = null);
