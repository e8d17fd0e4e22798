using System.Data.Common;

namespace ProjectInvoice.Finance.Storage;

/// <summary>What differs between the databases that the books can be kept in.</summary>
internal interface IFinanceStorage
{
    Task<FinanceContext> CreateContextAsync(CancellationToken cancellation);

    /// <summary>Begins a transaction whose reads all see the same moment and that cannot write.</summary>
    Task BeginReadingAsync(FinanceContext context, CancellationToken cancellation);

    IRowWriter CreateWriter(FinanceContext context, DbTransaction transaction);

    /// <summary>Holds others off from what the names name until the transaction ends.</summary>
    /// <param name="context">The context with the transaction.</param>
    /// <param name="lockId">A hash of the names.</param>
    /// <param name="isShared">Whether others may hold the lock beside it that share it as well.</param>
    Task LockAsync(FinanceContext context, long lockId, bool isShared, CancellationToken cancellation);

    /// <summary>Holds others off from work that takes several transactions, until it is disposed of or the process ends.</summary>
    /// <returns>Null where another one holds it.</returns>
    Task<IAsyncDisposable?> TryHoldAsync(long lockId, CancellationToken cancellation);

    /// <summary>Creates the database or brings it up to date; several instances may do so at once.</summary>
    Task MigrateAsync(CancellationToken cancellation);
}
