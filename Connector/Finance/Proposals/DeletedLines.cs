namespace ProjectInvoice.Finance.Proposals;

/// <summary>How many lines went back to staging, and what the proposal is now.</summary>
internal sealed record DeletedLines(int Deleted, string ProposalStatus);
