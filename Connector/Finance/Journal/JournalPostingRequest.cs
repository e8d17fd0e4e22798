namespace ProjectInvoice.Finance.Journal;

/// <summary>What to post: every open journal, those of a company, or one.</summary>
internal sealed record JournalPostingRequest(string? Company = null, string? Journal = null);
