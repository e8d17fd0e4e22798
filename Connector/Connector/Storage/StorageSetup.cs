using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Connector.Storage;

/// <summary>Opens the database when the host starts and brings it to the current version.</summary>
internal static class StorageSetup
{
    /// <summary>The advisory lock of the one instance that migrates.</summary>
    private const long MigrationLock = 4_430_002;

    // It holds what invoices refer to, and rows until they are delivered: nobody else of this machine reads it.
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="ConnectorException">PINV3025 to PINV3027: it cannot be opened, written or read.</exception>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellation)
    {
        try
        {
            await (
                services.GetRequiredService<DatabaseSettings>().IsPostgreSql
                    ? PostgreSqlMigrations.MigrateAsync(
                        services.GetRequiredService<IDbContextFactory<PostgreSqlConnectorContext>>(),
                        MigrationLock,
                        cancellation
                    )
                    : MigrateFileAsync(
                        services.GetRequiredService<IDbContextFactory<SqliteConnectorContext>>(),
                        services.GetRequiredService<OnlyProcess>(),
                        cancellation
                    )
            );
            var contexts = services.GetRequiredService<IDbContextFactory<ConnectorContext>>();
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            await BeginAsync(context, services.GetRequiredService<TimeProvider>(), cancellation);
        }
        catch (Exception exception) when (StorageFailure.Of(exception) is { } failure)
        {
            throw failure;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(StorageErrors.FileNotMade.For(StorageFailure.Record), exception);
        }
    }

    private static async Task MigrateFileAsync(IDbContextFactory<SqliteConnectorContext> contexts, OnlyProcess process, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        Protect(new SqliteConnectionStringBuilder(context.Database.GetConnectionString()), process);
        if ((await context.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            await context.Database.MigrateAsync(cancellation);
        }

        // Readers and the one writer do not wait for each other.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);
    }

    // Files that the database makes beside it take its rights (SQLite documentation, write-ahead log).
    private static void Protect(SqliteConnectionStringBuilder connection, OnlyProcess process)
    {
        if (connection.DataSource is "" or ":memory:" || connection.Mode is SqliteOpenMode.Memory or SqliteOpenMode.ReadOnly)
        {
            return;
        }

        var file = Path.GetFullPath(connection.DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        process.Hold(file);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        if (!File.Exists(file))
        {
            using var created = new FileStream(
                file,
                new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    UnixCreateMode = OwnerOnly,
                }
            );
        }

        foreach (var part in new[] { file, file + "-wal", file + "-shm" }.Where(File.Exists))
        {
            File.SetUnixFileMode(part, OwnerOnly);
        }
    }

    // What a database that was made anew does not know is asked for on both sides.
    private static async Task BeginAsync(ConnectorContext context, TimeProvider time, CancellationToken cancellation)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        await context.LockAsync("begin", cancellation);
        if (await context.Reconciliations.AnyAsync(cancellation))
        {
            return;
        }

        var isNew =
            !await context.Cursors.AnyAsync(cancellation) && !await context.Postings.AnyAsync(cancellation) && !await context.Messages.AnyAsync(cancellation);
        context.Reconciliations.Add(
            isNew
                ? new Reconciliation { RequestedOn = time.GetUtcNow().UtcDateTime, Reason = "the connector's database is new" }
                : new Reconciliation { FoundPostedInvoices = false }
        );
        await context.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
