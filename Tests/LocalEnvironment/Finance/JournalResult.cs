using LocalEnvironment.Run;

namespace LocalEnvironment.Finance;

/// <summary>What posting the journals did.</summary>
public sealed record JournalResult(int PostedLines, IReadOnlyList<Message> Messages);
