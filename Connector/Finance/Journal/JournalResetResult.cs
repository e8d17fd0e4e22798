namespace ProjectInvoice.Finance.Journal;

/// <summary>A journal after its reset.</summary>
internal sealed record JournalResetResult(string Company, string Journal, string Status);
