using Microsoft.Data.Sqlite;
using Npgsql;

namespace ProjectInvoice.Finance.Storage;

/// <summary>Where the books are kept: the setting Storage:ConnectionString decides between SQLite and PostgreSQL.</summary>
internal sealed record StorageSettings(bool IsPostgreSql, string ConnectionString)
{
    /// <summary>How long a statement waits for the lock of another transaction before it gives up: as long as SQLite waits.</summary>
    private const string LockTimeout = "-c lock_timeout=30s";

    private static readonly string[] PostgreSqlSchemes = ["postgres://", "postgresql://"];

    private static readonly string[] PostgreSqlHosts = ["Host", "Server"];

    /// <summary>
    /// A file name, a connection string of SQLite, a connection string of PostgreSQL (it has Host) or an address postgres://user:password@host:port/database.
    /// </summary>
    /// <exception cref="FinanceRefusal">The setting is neither (<see cref="StorageErrors.UnreadableConnectionString"/>).</exception>
    public static StorageSettings From(IConfiguration configuration)
    {
        var configured = configuration["Storage:ConnectionString"] ?? "finance.db";
        try
        {
            return Array.Exists(PostgreSqlSchemes, scheme => configured.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                    ? PostgreSql(OfAddress(new Uri(configured)))
                : !configured.Contains('=', StringComparison.Ordinal) ? new(false, new SqliteConnectionStringBuilder { DataSource = configured }.ToString())
                : NamesHost(configured) ? PostgreSql(new NpgsqlConnectionStringBuilder(configured))
                : new(false, new SqliteConnectionStringBuilder(configured).ToString());
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw StorageErrors.UnreadableConnectionString.Refusal("setting Storage:ConnectionString");
        }
    }

    private static StorageSettings PostgreSql(NpgsqlConnectionStringBuilder builder)
    {
        builder.Options ??= LockTimeout;
        builder.ApplicationName ??= "Finance";
        return new(true, builder.ToString());
    }

    private static bool NamesHost(string configured) =>
        configured.Split(';').Any(part => PostgreSqlHosts.Contains(part.Split('=')[0].Trim(), StringComparer.OrdinalIgnoreCase));

    private static NpgsqlConnectionStringBuilder OfAddress(Uri address)
    {
        var user = address.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder(Uri.UnescapeDataString(address.Query.TrimStart('?').Replace('&', ';')))
        {
            Host = address.Host,
            Database = Uri.UnescapeDataString(address.AbsolutePath.Trim('/')),
        };
        if (!address.IsDefaultPort)
        {
            builder.Port = address.Port;
        }

        if (user[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }

        return builder;
    }
}
