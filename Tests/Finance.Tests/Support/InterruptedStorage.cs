using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>The storage of finance that says of every row that it is about to be written, so that a test can let the writing fail there.</summary>
internal sealed class InterruptedStorage(IFinanceStorage storage, Action<object> beforeRow) : IFinanceStorage
{
    public static void Register(IServiceCollection services, Action<object> beforeRow) =>
        services.AddSingleton<IFinanceStorage>(provider => new InterruptedStorage(
            ChosenDatabase.IsPostgreSql
                ? ActivatorUtilities.CreateInstance<PostgreSqlStorage>(provider)
                : ActivatorUtilities.CreateInstance<SqliteStorage>(provider),
            beforeRow
        ));

    public Task<FinanceContext> CreateContextAsync(CancellationToken cancellation) => storage.CreateContextAsync(cancellation);

    public Task BeginReadingAsync(FinanceContext context, CancellationToken cancellation) => storage.BeginReadingAsync(context, cancellation);

    public IRowWriter CreateWriter(FinanceContext context, DbTransaction transaction) => new Writer(storage.CreateWriter(context, transaction), beforeRow);

    public Task LockAsync(FinanceContext context, long lockId, bool isShared, CancellationToken cancellation) =>
        storage.LockAsync(context, lockId, isShared, cancellation);

    public Task<IAsyncDisposable?> TryHoldAsync(long lockId, CancellationToken cancellation) => storage.TryHoldAsync(lockId, cancellation);

    public Task MigrateAsync(CancellationToken cancellation) => storage.MigrateAsync(cancellation);

    private sealed class Writer(IRowWriter writer, Action<object> beforeRow) : IRowWriter
    {
        public Task<IReadOnlyList<T>> InsertAsync<T>(IEnumerable<T> rows, CancellationToken cancellation)
            where T : class => writer.InsertAsync(rows.Select(Announced), cancellation);

        public Task<int> UpdateAsync<T>(
            IEnumerable<T> rows,
            IReadOnlyList<string> columns,
            (string Property, object? Value)? guard,
            CancellationToken cancellation
        )
            where T : class => writer.UpdateAsync(rows.Select(Announced), columns, guard, cancellation);

        public void Dispose() => writer.Dispose();

        private T Announced<T>(T row)
            where T : class
        {
            beforeRow(row);
            return row;
        }
    }
}
