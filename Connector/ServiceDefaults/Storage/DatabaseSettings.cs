using Microsoft.Data.Sqlite;
using Npgsql;

namespace ProjectInvoice.ServiceDefaults.Storage;

/// <summary>Which database a program keeps its data in, as the setting Storage:ConnectionString says.</summary>
/// <param name="IsPostgreSql">PostgreSQL; otherwise SQLite.</param>
/// <param name="ConnectionString">As the database's driver reads it.</param>
public sealed record DatabaseSettings(bool IsPostgreSql, string ConnectionString)
{
    private static readonly string[] PostgreSqlSchemes = ["postgres://", "postgresql://"];

    private static readonly string[] PostgreSqlHosts = ["Host", "Server"];

    /// <summary>
    /// A file name, a connection string of SQLite, a connection string of PostgreSQL (it has Host) or an address postgres://user:password@host:port/database.
    /// </summary>
    /// <param name="configured">The setting.</param>
    /// <param name="adapt">What the program adds for PostgreSQL.</param>
    /// <returns>Null where it is neither. The text of the parser may hold the password: it is not handed on.</returns>
    public static DatabaseSettings? Of(string configured, Action<NpgsqlConnectionStringBuilder> adapt)
    {
        ArgumentNullException.ThrowIfNull(configured);
        ArgumentNullException.ThrowIfNull(adapt);
        try
        {
            return Array.Exists(PostgreSqlSchemes, scheme => configured.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                    ? PostgreSql(OfAddress(new Uri(configured)), adapt)
                : !configured.Contains('=', StringComparison.Ordinal) ? new(false, new SqliteConnectionStringBuilder { DataSource = configured }.ToString())
                : NamesHost(configured) ? PostgreSql(new NpgsqlConnectionStringBuilder(configured), adapt)
                : new(false, new SqliteConnectionStringBuilder(configured).ToString());
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return null;
        }
    }

    private static DatabaseSettings PostgreSql(NpgsqlConnectionStringBuilder builder, Action<NpgsqlConnectionStringBuilder> adapt)
    {
        adapt(builder);
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
