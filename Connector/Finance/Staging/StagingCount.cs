namespace ProjectInvoice.Finance.Staging;

/// <summary>What became of rows that were sent: unchanged ones were known already.</summary>
internal sealed record StagingCount(int Received, int Inserted, int Unchanged);
