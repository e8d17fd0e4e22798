using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Npgsql;

namespace ProjectInvoice.ServiceDefaults.Work;

/// <summary>
/// Where Hangfire keeps its jobs: in memory for one instance, in a schema of its own in the program's database for several. In neither case is it the truth.
/// The periods are short, so that the work of an instance that died is taken over well within a minute (the package's own would leave it waiting for half an
/// hour).
/// </summary>
public static class WorkStorage
{
    /// <summary>After this time without a sign of life a job is given to another instance, and a lock is no longer honored.</summary>
    public static readonly TimeSpan Invisibility = TimeSpan.FromSeconds(15);

    /// <summary>Two instances that start together must not both make the schema.</summary>
    private const long SchemaLock = 7_310_442_001;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>The storage of one instance, gone with it.</summary>
    public static JobStorage InMemory() => new InMemoryStorage();

    /// <param name="schema">Its schema, which is the program's own.</param>
    public static async Task<JobStorage> InPostgreSqlAsync(string connectionString, string schema, CancellationToken cancellation)
    {
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = schema,
            QueuePollInterval = Poll,
            InvisibilityTimeout = Invisibility,
            UseSlidingInvisibilityTimeout = true,
            DistributedLockTimeout = Invisibility,
            PrepareSchemaIfNecessary = true,
        };
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var alone = await connection.BeginTransactionAsync(cancellation);
        await using var begin = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({SchemaLock})", connection, alone);
        await begin.ExecuteNonQueryAsync(cancellation);
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(connectionString, options), options);
    }
}
