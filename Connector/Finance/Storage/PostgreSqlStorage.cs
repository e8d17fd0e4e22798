using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Finance.Storage;

/// <summary>The books in PostgreSQL. Transactions are READ COMMITTED; advisory locks, held to their end, stand for the documents they work on.</summary>
internal sealed class PostgreSqlStorage(IDbContextFactory<PostgreSqlFinanceContext> contexts) : IFinanceStorage
{
    /// <summary>The advisory lock of the one instance that migrates.</summary>
    private const long MigrationLock = 4_430_001;

    public async Task<FinanceContext> CreateContextAsync(CancellationToken cancellation) => await contexts.CreateDbContextAsync(cancellation);

    public Task BeginReadingAsync(FinanceContext context, CancellationToken cancellation) =>
        context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

    public IRowWriter CreateWriter(FinanceContext context, DbTransaction transaction) =>
        new PostgreSqlRowWriter(context, (NpgsqlConnection)context.Database.GetDbConnection(), (NpgsqlTransaction)transaction);

    public async Task LockAsync(FinanceContext context, long lockId, bool isShared, CancellationToken cancellation)
    {
        var function = isShared ? "pg_advisory_xact_lock_shared" : "pg_advisory_xact_lock";
        await ExecuteAsync(context, $"SELECT {function}(@id)", lockId, cancellation);
    }

    /// <summary>A lock of the session: it ends when the connection is closed or goes back to its pool, and with the process.</summary>
    public async Task<IAsyncDisposable?> TryHoldAsync(long lockId, CancellationToken cancellation)
    {
        var context = await contexts.CreateDbContextAsync(cancellation);
        try
        {
            await context.Database.OpenConnectionAsync(cancellation);
            await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock(@id)", (NpgsqlConnection)context.Database.GetDbConnection());
            command.Parameters.AddWithValue("id", lockId);
            if (await command.ExecuteScalarAsync(cancellation) is true)
            {
                return context;
            }
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }

        await context.DisposeAsync();
        return null;
    }

    public Task MigrateAsync(CancellationToken cancellation) => PostgreSqlMigrations.MigrateAsync(contexts, MigrationLock, cancellation);

    private static async Task ExecuteAsync(FinanceContext context, string text, long id, CancellationToken cancellation)
    {
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        await using var command = new NpgsqlCommand(text, connection);
        command.Parameters.AddWithValue("id", id);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
