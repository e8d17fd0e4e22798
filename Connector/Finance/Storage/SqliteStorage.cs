using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Finance.Storage;

/// <summary>
/// The books in a SQLite file. A transaction that writes holds the whole file from its start (BEGIN IMMEDIATE), so that no further lock is needed.
/// </summary>
internal sealed class SqliteStorage(IDbContextFactory<SqliteFinanceContext> contexts) : IFinanceStorage
{
    // The table as EF Core makes it (https://github.com/dotnet/efcore/issues/38958 tells of rows left behind).
    private const string ForgetLock = """
        CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
        DELETE FROM "__EFMigrationsLock";
        """;

    /// <summary>
    /// EWOULDBLOCK of Linux and of macOS, a sharing violation of Windows: whatever else keeps the file from being opened does not pass by waiting.
    /// </summary>
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<long, bool> held = new();

    public async Task<FinanceContext> CreateContextAsync(CancellationToken cancellation) => await contexts.CreateDbContextAsync(cancellation);

    public async Task BeginReadingAsync(FinanceContext context, CancellationToken cancellation)
    {
        await context.Database.OpenConnectionAsync(cancellation);
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        await context.Database.UseTransactionAsync(connection.BeginTransaction(deferred: true), cancellation);
    }

    public IRowWriter CreateWriter(FinanceContext context, DbTransaction transaction) =>
        new SqliteRowWriter(context, context.Database.GetDbConnection(), transaction);

    public Task LockAsync(FinanceContext context, long lockId, bool isShared, CancellationToken cancellation) => Task.CompletedTask;

    // One instance works on a file.
    public Task<IAsyncDisposable?> TryHoldAsync(long lockId, CancellationToken cancellation) =>
        Task.FromResult<IAsyncDisposable?>(held.TryAdd(lockId, true) ? new Hold(held, lockId) : null);

    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var file = context.Database.GetDbConnection().DataSource;
        await using var alone = await OnlyInstanceAsync($"{file}-migrating", cancellation);
        await CreateAsync(file);
        if ((await context.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            await ForgetDeadInstanceAsync(context, cancellation);
            await context.Database.MigrateAsync(cancellation);
        }

        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);
    }

    /// <summary>
    /// Makes the file so that its owner alone can read it; SQLite gives the files beside it the same rights. One that is there keeps the rights that it has.
    /// </summary>
    private static async Task CreateAsync(string file)
    {
        if (!File.Exists(file))
        {
            await new FileStream(file, OwnersOnly(FileMode.CreateNew)).DisposeAsync();
        }
    }

    private static FileStreamOptions OwnersOnly(FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 1,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    /// <summary>Waits until no other instance migrates. The lock is the operating system's and ends with the process that holds it.</summary>
    private static async Task<FileStream> OnlyInstanceAsync(string file, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, OwnersOnly(FileMode.OpenOrCreate));
            }
            catch (IOException exception) when (HeldByAnother.Contains(exception.HResult))
            {
                await Task.Delay(Pause, cancellation);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new FinanceRefusal(StorageErrors.OfDatabase(DatabaseFailureKind.Unavailable));
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

    private sealed class Hold(ConcurrentDictionary<long, bool> held, long lockId) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            held.TryRemove(lockId, out _);
            return ValueTask.CompletedTask;
        }
    }
}
