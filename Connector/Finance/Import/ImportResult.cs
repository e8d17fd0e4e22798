namespace ProjectInvoice.Finance.Import;

/// <summary>What an import made, and what it could not make and why.</summary>
internal sealed record ImportResult(int JournalLines, int ProposalLines, IReadOnlyList<string> ReadyProposals, IReadOnlyList<FinanceMessage> Messages);
