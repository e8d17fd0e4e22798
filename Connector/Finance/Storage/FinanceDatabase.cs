using Microsoft.EntityFrameworkCore;
using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Finance.Storage;

/// <summary>The database of finance: contexts to read with and sessions to write with.</summary>
internal sealed class FinanceDatabase(IFinanceStorage storage, IEnumerable<IMigrated> migrated, StorageWatch watch, ILogger<FinanceDatabase> logger)
{
    /// <summary>Creates the database or brings it up to date.</summary>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await storage.MigrateAsync(cancellation);
        foreach (var next in migrated)
        {
            await using var session = await BeginAsync(cancellation);
            await next.MigratedAsync(session, cancellation);
            await session.CommitAsync(cancellation);
        }
    }

    /// <summary>Holds others off from work of several transactions, such as the run of a batch, until it is disposed of or the process ends.</summary>
    /// <returns>Null where another one holds it.</returns>
    public Task<IAsyncDisposable?> TryHoldAsync(string kind, string key, CancellationToken cancellation) =>
        storage.TryHoldAsync(LockId.Of(kind, key), cancellation);

    /// <summary>
    /// A context all of whose reads see the books as they were at the first of them, so that what is read in several queries belongs together.
    /// </summary>
    public async Task<FinanceContext> ReadAsync(CancellationToken cancellation)
    {
        var context = await storage.CreateContextAsync(cancellation);
        try
        {
            context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            await storage.BeginReadingAsync(context, cancellation);
            return context;
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Begins a transaction to write in. On SQLite it holds the right to write from its start, so that what it reads cannot change under it;
    /// on PostgreSQL it locks what it works on first (<see cref="FinanceSession.LockAsync(string, string, string, CancellationToken)"/>).
    /// </summary>
    public async Task<FinanceSession> BeginAsync(CancellationToken cancellation)
    {
        var context = await storage.CreateContextAsync(cancellation);
        try
        {
            var transaction = await context.Database.BeginTransactionAsync(cancellation);
            return new FinanceSession(storage, context, transaction, watch.Writing(), logger);
        }
        catch (Exception exception)
        {
            watch.Met(exception, context.Database.GetDbConnection());
            await context.DisposeAsync();
            throw;
        }
    }
}
