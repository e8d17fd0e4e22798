using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace ProjectInvoice.ServiceDefaults.Storage;

/// <summary>Finds out whether a database can be written by writing to it: a block of bytes into a table of its own, committed, and taken away again.</summary>
public static class StorageProbe
{
    /// <summary>Longer than a page of either database, so that it takes room.</summary>
    private const int Bytes = 16 * 1024;

    private const int SecondsToWait = 5;

    /// <summary>The probe that takes long because others hold the database is given up as busy.</summary>
    /// <param name="connection">An open connection without a transaction.</param>
    /// <exception cref="DbException">It cannot be written; <see cref="DatabaseFailure.KindOf(Exception)"/> says what that means.</exception>
    public static async Task WriteAsync(DbConnection connection, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var type = connection is SqliteConnection ? "BLOB" : "bytea";
        await ExecuteAsync(connection, $"""CREATE TABLE IF NOT EXISTS "__StorageProbe" ("Block" {type} NOT NULL)""", null, cancellation);

        // Two commits: what is written and taken away in one needs no room.
        await ExecuteAsync(connection, """INSERT INTO "__StorageProbe" ("Block") VALUES (@block)""", RandomNumberGenerator.GetBytes(Bytes), cancellation);
        await ExecuteAsync(connection, """DELETE FROM "__StorageProbe" """, null, cancellation);
    }

    /// <summary>Whether the pages of a SQLite file are sound, as far as <c>PRAGMA quick_check</c> sees; other databases check theirs themselves.</summary>
    /// <param name="connection">An open connection.</param>
    public static async Task<bool> IsSoundAsync(DbConnection connection, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (connection is not SqliteConnection)
        {
            return true;
        }

        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        return await command.ExecuteScalarAsync(cancellation) is "ok";
    }

    private static async Task ExecuteAsync(DbConnection connection, string text, byte[]? block, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        command.CommandTimeout = SecondsToWait;
        if (block is not null)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "block";
            parameter.Value = block;
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync(cancellation);
    }
}
