using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ProjectInvoice.ServiceDefaults.Storage;

/// <summary>What a program has seen of its database: whether it is writing this moment, and whether it met damage.</summary>
public sealed class StorageWatch
{
    private int writers;
    private int isSuspect;

    /// <summary>Whether a transaction of this process holds the right to write: then others wait for it, and the database is well.</summary>
    public bool IsWriting => Volatile.Read(ref writers) > 0;

    /// <summary>Whether damage was met since the content was last checked.</summary>
    public bool IsSuspect => Volatile.Read(ref isSuspect) == 1;

    /// <summary>Tells of a transaction that writes.</summary>
    /// <returns>To be disposed of when the transaction ends.</returns>
    public IDisposable Writing() => new Writer(this);

    /// <summary>
    /// Tells of a failure: damage is not forgotten when the next request happens to read sound pages, and no connection is kept that was opened to a file as it
    /// was.
    /// </summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="connection">The connection it was thrown on, where that is known.</param>
    /// <returns>What it means; null when it is no failure of a database.</returns>
    public DatabaseFailureKind? Met(Exception exception, DbConnection? connection = null)
    {
        var kind = DatabaseFailure.KindOf(exception);
        if (kind == DatabaseFailureKind.Corrupt)
        {
            Volatile.Write(ref isSuspect, 1);
        }

        if (kind?.NeedsAdministrator() == true && connection is SqliteConnection file)
        {
            // A file that was opened while it could not be written stays so for the connection, though its rights are mended.
            SqliteConnection.ClearPool(file);
        }
        else if (kind?.NeedsAdministrator() == true && connection is NpgsqlConnection server)
        {
            // Of a server that went away, every connection that is kept would fail once.
            NpgsqlConnection.ClearPool(server);
        }

        return kind;
    }

    /// <summary>Tells that the content was checked and is sound.</summary>
    public void FoundSound() => Volatile.Write(ref isSuspect, 0);

    private sealed class Writer : IDisposable
    {
        private StorageWatch? watch;

        public Writer(StorageWatch watch)
        {
            this.watch = watch;
            Interlocked.Increment(ref watch.writers);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref this.watch, null) is { } watch)
            {
                Interlocked.Decrement(ref watch.writers);
            }
        }
    }
}
