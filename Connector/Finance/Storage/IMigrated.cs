namespace ProjectInvoice.Finance.Storage;

/// <summary>What the books need before their first use. It runs at every start, once the database is up to date.</summary>
internal interface IMigrated
{
    /// <param name="session">A transaction of its own; the caller commits it.</param>
    Task MigratedAsync(FinanceSession session, CancellationToken cancellation);
}
