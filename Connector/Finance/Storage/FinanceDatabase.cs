using Microsoft.EntityFrameworkCore;

namespace Finance.Storage;

/// <summary>The database of finance: contexts to read with and sessions to write with.</summary>
internal sealed class FinanceDatabase(IDbContextFactory<SqliteFinanceContext> contexts)
{
    /// <summary>Creates the database or brings it up to date.</summary>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.Database.MigrateAsync(cancellation);
    }

    /// <summary>Whether the database answers.</summary>
    public async Task<bool> IsReachableAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Database.CanConnectAsync(cancellation);
    }

    public async Task<FinanceContext> ReadAsync(CancellationToken cancellation)
    {
        var context = await contexts.CreateDbContextAsync(cancellation);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return context;
    }

    /// <summary>Begins a transaction that holds the right to write from its start, so that what it reads cannot change under it.</summary>
    public async Task<FinanceSession> BeginAsync(CancellationToken cancellation)
    {
        var context = await contexts.CreateDbContextAsync(cancellation);
        try
        {
            var transaction = await context.Database.BeginTransactionAsync(cancellation);
            return new FinanceSession(context, transaction);
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }
}
