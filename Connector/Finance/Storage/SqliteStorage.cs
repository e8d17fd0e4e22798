using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using ServiceDefaults.Storage;

namespace Finance.Storage;

/// <summary>The books in a SQLite file. A transaction that writes holds the whole file from its start (BEGIN IMMEDIATE), so that no further lock is needed.</summary>
internal sealed class SqliteStorage(IDbContextFactory<SqliteFinanceContext> contexts) : IFinanceStorage
{
    // The table as EF Core makes it (https://github.com/dotnet/efcore/issues/38958 tells of rows left behind).
    private const string ForgetLock = """
        CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
        DELETE FROM "__EFMigrationsLock";
        """;

    /// <summary>EWOULDBLOCK of Linux and of macOS, a sharing violation of Windows: whatever else keeps the file from being opened does not pass by waiting.</summary>
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

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
        await using var alone = await OnlyInstanceAsync($"{context.Database.GetDbConnection().DataSource}-migrating", cancellation);
        await ForgetDeadInstanceAsync(context, cancellation);
        await context.Database.MigrateAsync(cancellation);
    }

    /// <summary>Waits until no other instance migrates. The lock is the operating system's and ends with the process that holds it.</summary>
    private static async Task<FileStream> OnlyInstanceAsync(string file, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException exception) when (HeldByAnother.Contains(exception.HResult))
            {
                await Task.Delay(Pause, cancellation);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw StorageFailure.Of(StorageFaultKind.Unavailable).ToRefusal();
            }
        }
    }

    // Migrations are locked by a row, for which they would wait for ever where an instance died with it.
    private static async Task ForgetDeadInstanceAsync(SqliteFinanceContext context, CancellationToken cancellation)
    {
        if (await context.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellation))
        {
            await context.Database.ExecuteSqlRawAsync(ForgetLock, cancellation);
        }
    }
}
