namespace ProjectInvoice.Finance.Journal;

/// <summary>How many lines were posted, and what was not and why.</summary>
internal sealed record JournalPostingResult(int PostedLines, IReadOnlyList<FinanceMessage> Messages);
