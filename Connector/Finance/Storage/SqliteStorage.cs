using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Finance.Storage;

/// <summary>The books in a SQLite file. A transaction that writes holds the whole file from its start (BEGIN IMMEDIATE), so that no further lock is needed.</summary>
internal sealed class SqliteStorage(IDbContextFactory<SqliteFinanceContext> contexts) : IFinanceStorage
{
    public async Task<FinanceContext> CreateContextAsync(CancellationToken cancellation) => await contexts.CreateDbContextAsync(cancellation);

    public async Task BeginReadingAsync(FinanceContext context, CancellationToken cancellation)
    {
        await context.Database.OpenConnectionAsync(cancellation);
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        await context.Database.UseTransactionAsync(connection.BeginTransaction(deferred: true), cancellation);
    }

    public IRowWriter CreateWriter(FinanceContext context, DbTransaction transaction) => new SqliteRowWriter(context, context.Database.GetDbConnection(), transaction);

    public Task LockAsync(FinanceContext context, long lockId, bool isShared, CancellationToken cancellation) => Task.CompletedTask;

    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.Database.MigrateAsync(cancellation);
    }
}
