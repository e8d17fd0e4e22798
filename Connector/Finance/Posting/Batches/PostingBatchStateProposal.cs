namespace ProjectInvoice.Finance.Posting.Batches;

/// <summary>What became of one proposal.</summary>
internal sealed record PostingBatchStateProposal(string Company, string Proposal, string Outcome, string? CustomerInvoiceNumber, string? Code, string? Text);
