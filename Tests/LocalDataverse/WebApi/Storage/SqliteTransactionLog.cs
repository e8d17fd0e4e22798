using LocalDataverse.Durability;
using Microsoft.Data.Sqlite;

namespace LocalDataverse.WebApi.Storage;

/// <summary>
/// A transaction log in a SQLite file: one SQLite transaction for each one of the organization. What is committed outlives the process, however it ends; after
/// a loss of power the last transactions may be missing, never a part of one. A file serves one process at a time.
/// </summary>
internal sealed class SqliteTransactionLog : ITransactionLog, IDisposable
{
    private const long FormatVersion = 1;
    private const string MetadataKey = "metadata";

    /// <summary>Pages in the write-ahead log before it is copied into the file: about 32 MB.</summary>
    private const int PagesBeforeCheckpoint = 8000;

    private readonly SqliteConnection connection;
    private readonly SqliteCommand putRow;
    private readonly SqliteCommand putName;
    private readonly SqliteCommand putCounter;
    private readonly SqliteCommand putText;

    private SqliteTransactionLog(SqliteConnection connection)
    {
        this.connection = connection;
        putRow = Prepare(
            "REPLACE INTO row (place, \"table\", id, version, content) VALUES ($place, $table, $id, $version, $content)",
            "$place",
            "$table",
            "$id",
            "$version",
            "$content"
        );
        putName = Prepare("REPLACE INTO name (number, text) VALUES ($number, $text)", "$number", "$text");
        putCounter = Prepare("REPLACE INTO counter (name, value) VALUES ($name, $value)", "$name", "$value");
        putText = Prepare("REPLACE INTO document (name, text) VALUES ($name, $text)", "$name", "$text");
    }

    /// <exception cref="InvalidOperationException">Another process has the file, or a later version has written it.</exception>
    public static SqliteTransactionLog Open(string connectionString)
    {
        // A pooled connection would keep the file after it was disposed.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        try
        {
            connection.Open();
            Run(connection, "PRAGMA locking_mode = EXCLUSIVE");
            Run(connection, "PRAGMA journal_mode = WAL");
            Run(connection, "PRAGMA synchronous = NORMAL");
            Run(connection, $"PRAGMA wal_autocheckpoint = {PagesBeforeCheckpoint}");
            CreateTables(connection);
            return new SqliteTransactionLog(connection);
        }
        catch (SqliteException refusal)
        {
            connection.Dispose();
            throw new InvalidOperationException(
                $"Storage {connection.DataSource} cannot be opened: {refusal.Message} Name another file in Storage:ConnectionString, or end the "
                    + "process that has it.",
                refusal
            );
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public LoggedContent? Load()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT text FROM document WHERE name = $name";
        command.Parameters.AddWithValue("$name", MetadataKey);
        if (command.ExecuteScalar() is not string metadata)
        {
            return null;
        }

        return new LoggedContent(
            Rows(),
            Read("SELECT number, text FROM name", reader => (reader.GetInt32(0), reader.GetString(1))).ToDictionary(name => name.Item1, name => name.Item2),
            Read("SELECT name, value FROM counter", reader => (reader.GetString(0), reader.GetInt64(1)))
                .ToDictionary(counter => counter.Item1, counter => counter.Item2, StringComparer.Ordinal),
            metadata
        );
    }

    public void Append(LoggedTransaction transaction)
    {
        using var commit = connection.BeginTransaction(deferred: false);
        foreach (var row in transaction.Rows)
        {
            Put(commit, putRow, row.Place, row.Table, row.Id.ToByteArray(), row.Version, row.Content);
        }

        foreach (var name in transaction.Names)
        {
            Put(commit, putName, name.Key, name.Value);
        }

        foreach (var counter in transaction.Counters)
        {
            Put(commit, putCounter, counter.Key, counter.Value);
        }

        if (transaction.Metadata is not null)
        {
            Put(commit, putText, MetadataKey, transaction.Metadata);
        }

        commit.Commit();
    }

    public void Dispose()
    {
        putRow.Dispose();
        putName.Dispose();
        putCounter.Dispose();
        putText.Dispose();
        connection.Dispose();
    }

    private static void CreateTables(SqliteConnection connection)
    {
        using var creation = connection.BeginTransaction(deferred: false);
        using var version = connection.CreateCommand();
        version.Transaction = creation;
        version.CommandText = "PRAGMA user_version";
        if (version.ExecuteScalar() is long and > FormatVersion)
        {
            throw new InvalidOperationException(
                $"Storage {connection.DataSource} was written by a later version. Name another file in Storage:ConnectionString."
            );
        }

        Run(
            connection,
            $"""
            CREATE TABLE IF NOT EXISTS row (place INTEGER PRIMARY KEY, "table" INTEGER NOT NULL, id BLOB NOT NULL, version INTEGER NOT NULL, content BLOB);
            CREATE TABLE IF NOT EXISTS name (number INTEGER PRIMARY KEY, text TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS document (name TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
            PRAGMA user_version = {FormatVersion};
            """,
            creation
        );
        creation.Commit();
    }

    private static void Run(SqliteConnection connection, string text, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private static void Put(SqliteTransaction transaction, SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string text, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }

    private List<T> Read<T>(string text, Func<SqliteDataReader, T> row)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    private IEnumerable<LoggedRow> Rows()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT place, \"table\", id, version, content FROM row ORDER BY place";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new LoggedRow(
                reader.GetInt64(0),
                reader.GetInt32(1),
                reader.GetGuid(2),
                reader.GetInt64(3),
                reader.IsDBNull(4) ? null : reader.GetFieldValue<byte[]>(4)
            );
        }
    }
}
