using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProjectInvoice.ServiceDefaults.Storage;

/// <summary>Says whether the database of a program can be written, in the program's own words.</summary>
/// <param name="contexts">Where connections come from.</param>
/// <param name="watch">What the program has seen.</param>
/// <param name="space">What room there is.</param>
/// <param name="clock">How long an answer holds.</param>
/// <param name="describe">The code and text of a kind of failure, as the program answers it to requests.</param>
public sealed class StorageHealthCheck<TContext>(
    IDbContextFactory<TContext> contexts,
    StorageWatch watch,
    FreeSpace space,
    TimeProvider clock,
    Func<DatabaseFailureKind, string> describe
) : IHealthCheck, IDisposable
    where TContext : DbContext
{
    /// <summary>Whoever may ask without signing in must not keep the disk busy by asking.</summary>
    private static readonly TimeSpan AnswerHolds = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The log of a SQLite file keeps its size and is written over and over: what is small, as the probe, still finds a place in it when the volume is full and
    /// nothing that is large does.
    /// </summary>
    private const long LeastSpace = 1024 * 1024;

    private readonly SemaphoreSlim alone = new(1, 1);
    private (DatabaseFailureKind? Failure, long At)? last;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await alone.WaitAsync(cancellationToken);
        try
        {
            if (this.last is not { } last || clock.GetElapsedTime(last.At) >= AnswerHolds)
            {
                last = (await FailureAsync(cancellationToken), clock.GetTimestamp());
                this.last = last;
            }

            return last.Failure is { } failure ? HealthCheckResult.Unhealthy(describe(failure)) : HealthCheckResult.Healthy();
        }
        finally
        {
            alone.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => alone.Dispose();

    private async Task<DatabaseFailureKind?> FailureAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var connection = context.Database.GetDbConnection();
        if (connection is SqliteConnection file && !IsThere(file))
        {
            // Opening would make an empty file where the database has gone.
            return DatabaseFailureKind.Unavailable;
        }

        try
        {
            await context.Database.OpenConnectionAsync(cancellation);
            return await IsDamagedAsync(connection, cancellation) ? DatabaseFailureKind.Corrupt : await WriteAsync(connection, cancellation);
        }
        catch (Exception exception) when (watch.Met(exception, connection) is { } kind)
        {
            return kind is DatabaseFailureKind.Conflict || (kind is DatabaseFailureKind.Busy && watch.IsWriting) ? null : kind;
        }
    }

    private async Task<DatabaseFailureKind?> WriteAsync(DbConnection connection, CancellationToken cancellation)
    {
        await StorageProbe.WriteAsync(connection, cancellation);
        return connection is SqliteConnection file && IsFile(file) && space.BytesFor(file.DataSource) < LeastSpace ? DatabaseFailureKind.Full : null;
    }

    private async Task<bool> IsDamagedAsync(DbConnection connection, CancellationToken cancellation)
    {
        if (watch.IsSuspect && await StorageProbe.IsSoundAsync(connection, cancellation))
        {
            watch.FoundSound();
        }

        return watch.IsSuspect;
    }

    private static bool IsThere(SqliteConnection connection) => !IsFile(connection) || File.Exists(connection.DataSource);

    private static bool IsFile(SqliteConnection connection) => connection.DataSource is not ("" or ":memory:");
}
