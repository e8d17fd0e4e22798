using Npgsql;
using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Finance.Storage;

/// <summary>Where the books are kept: the setting Storage:ConnectionString decides between SQLite and PostgreSQL.</summary>
internal sealed record StorageSettings(bool IsPostgreSql, string ConnectionString)
{
    /// <summary>How long a statement waits for the lock of another transaction before it gives up: as long as SQLite waits.</summary>
    private const string LockTimeout = "-c lock_timeout=30s";

    /// <summary>
    /// A file name, a connection string of SQLite, a connection string of PostgreSQL (it has Host) or an address postgres://user:password@host:port/database.
    /// </summary>
    /// <exception cref="FinanceRefusal">The setting is neither (<see cref="StorageErrors.UnreadableConnectionString"/>).</exception>
    public static StorageSettings From(IConfiguration configuration) =>
        DatabaseSettings.Of(configuration["Storage:ConnectionString"] ?? "finance.db", Adapt) is { } chosen
            ? new(chosen.IsPostgreSql, chosen.ConnectionString)
            : throw StorageErrors.UnreadableConnectionString.Refusal("setting Storage:ConnectionString");

    private static void Adapt(NpgsqlConnectionStringBuilder builder)
    {
        builder.Options ??= LockTimeout;
        builder.ApplicationName ??= "Finance";
    }
}
