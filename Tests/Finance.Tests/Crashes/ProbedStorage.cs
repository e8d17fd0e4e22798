using System.Data.Common;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Tests.Crashes;

/// <summary>The storage of finance, whose row writers tell a probe of every row.</summary>
internal sealed class ProbedStorage(IFinanceStorage storage, WriteProbe probe) : IFinanceStorage
{
    public Task<FinanceContext> CreateContextAsync(CancellationToken cancellation) => storage.CreateContextAsync(cancellation);

    public Task BeginReadingAsync(FinanceContext context, CancellationToken cancellation) => storage.BeginReadingAsync(context, cancellation);

    public IRowWriter CreateWriter(FinanceContext context, DbTransaction transaction) => new ProbedRowWriter(storage.CreateWriter(context, transaction), probe);

    public Task LockAsync(FinanceContext context, long lockId, bool isShared, CancellationToken cancellation) =>
        storage.LockAsync(context, lockId, isShared, cancellation);

    public Task<IAsyncDisposable?> TryHoldAsync(long lockId, CancellationToken cancellation) => storage.TryHoldAsync(lockId, cancellation);

    public Task MigrateAsync(CancellationToken cancellation) => storage.MigrateAsync(cancellation);
}
