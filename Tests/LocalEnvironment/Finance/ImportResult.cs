using LocalEnvironment.Errors;

namespace LocalEnvironment.Finance;

/// <summary>What one import from staging did.</summary>
internal sealed record ImportResult(int JournalLines, int ProposalLines, IReadOnlyList<string> ReadyProposals, IReadOnlyList<Message> Messages);
