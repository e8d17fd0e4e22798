using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>
/// Turns a SQLite file that finance uses into one that is full or may not be written, with SQLite's own means: a root user, as tests often are, is stopped by
/// no file rights.
/// </summary>
internal sealed class SqliteSwitch : DbConnectionInterceptor
{
    private const string Writable = "PRAGMA query_only = OFF; PRAGMA max_page_count = 1073741823;";

    private volatile string pragmas = Writable;

    public void Fill(SqliteConnection connection)
    {
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM; PRAGMA page_count;";
        pragmas = $"PRAGMA max_page_count = {command.ExecuteScalar()};";
    }

    public void Protect() => pragmas = "PRAGMA query_only = ON;";

    public void Release() => pragmas = Writable;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragmas;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
