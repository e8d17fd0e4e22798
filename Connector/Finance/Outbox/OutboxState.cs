namespace ProjectInvoice.Finance.Outbox;

/// <summary>How many callbacks wait and were sent, how often those that wait were tried, and what the oldest of them met last.</summary>
internal sealed record OutboxState(int Pending, int Sent, int Attempts, string? LastError);
