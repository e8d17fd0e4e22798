using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

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

    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await CreateDatabaseAsync(context, cancellation);
        await context.Database.OpenConnectionAsync(cancellation);

        // The lock of the migrations themselves is a table that does not exist before the first of them.
        await ExecuteAsync(context, "SELECT pg_advisory_lock(@id)", MigrationLock, cancellation);

        // Looked for where it is not, the table of the migrations would be logged as a failure at each first start.
        await context.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellation);
        if ((await context.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            await context.Database.MigrateAsync(cancellation);
        }

        await ExecuteAsync(context, "SELECT pg_advisory_unlock(@id)", MigrationLock, cancellation);
    }

    private static async Task CreateDatabaseAsync(PostgreSqlFinanceContext context, CancellationToken cancellation)
    {
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancellation))
        {
            return;
        }

        try
        {
            await creator.CreateAsync(cancellation);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another instance has just created it.
        }
    }

    private static async Task ExecuteAsync(FinanceContext context, string text, long id, CancellationToken cancellation)
    {
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        await using var command = new NpgsqlCommand(text, connection);
        command.Parameters.AddWithValue("id", id);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
