namespace ProjectInvoice.Finance.Outbox;

/// <summary>How many parts of a posting are being sent again.</summary>
internal sealed record SentAgain(int Parts);
