using LocalEnvironment.Errors;

namespace LocalEnvironment.Finance;

/// <summary>What posting the journals did.</summary>
internal sealed record JournalResult(int PostedLines, IReadOnlyList<Message> Messages);
