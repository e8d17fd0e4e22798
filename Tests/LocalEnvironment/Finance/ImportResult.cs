using LocalEnvironment.Run;

namespace LocalEnvironment.Finance;

/// <summary>What one import from staging did.</summary>
public sealed record ImportResult(int JournalLines, int ProposalLines, IReadOnlyList<string> ReadyProposals, IReadOnlyList<Message> Messages);
