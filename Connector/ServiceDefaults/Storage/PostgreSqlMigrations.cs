using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace ProjectInvoice.ServiceDefaults.Storage;

/// <summary>
/// Creates a PostgreSQL database or brings it up to date; several instances may do so at once. One of them works, the others wait for its transaction, which
/// ends with it: nothing is left of an instance that dies, and nothing hangs on a session, which a pooler may share.
/// </summary>
public static class PostgreSqlMigrations
{
    /// <param name="contexts">The database.</param>
    /// <param name="lockId">The advisory lock of the one instance that migrates.</param>
    public static async Task MigrateAsync<TContext>(IDbContextFactory<TContext> contexts, long lockId, CancellationToken cancellation)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(contexts);
        await using var alone = await contexts.CreateDbContextAsync(cancellation);
        await CreateDatabaseAsync(alone, cancellation);

        // The lock of the migrations themselves is a table that does not exist before the first of them.
        await using var held = await alone.Database.BeginTransactionAsync(cancellation);
        await alone.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({lockId})", cancellation);

        // Looked for where it is not, the table of the migrations would be logged as a failure at each first start.
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellation);
        if ((await context.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            await context.Database.MigrateAsync(cancellation);
        }
    }

    private static async Task CreateDatabaseAsync(DbContext context, CancellationToken cancellation)
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
}
