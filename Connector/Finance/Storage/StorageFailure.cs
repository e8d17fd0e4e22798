using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Finance.Storage;

/// <summary>What a failure of the database means to who sent the request: the same on every database. The transaction is rolled back.</summary>
internal sealed record StorageFailure(int Status, string Code, string Text)
{
    /// <summary>The database cannot be reached or written.</summary>
    public const string Unreachable = "PINV4430";

    /// <summary>Whether the same request may succeed later without anybody correcting it.</summary>
    public bool Passes => Status != StatusCodes.Status400BadRequest;

    // https://www.sqlite.org/rescode.html
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private static readonly int[] SqliteUnusable = [8, 10, 11, 13, 14, 26];

    private static readonly StorageFailure Conflict =
        new(StatusCodes.Status409Conflict, "PINV4408", "An update conflict occurred due to another user process changing the same records. Try again.");

    private static readonly StorageFailure Busy = new(StatusCodes.Status503ServiceUnavailable, "PINV4408", "The database is busy with other work. Try again.");

    private static readonly StorageFailure Gone =
        new(StatusCodes.Status503ServiceUnavailable, Unreachable, "The database cannot be reached or cannot be written. See that it runs and has room, then try again.");

    private static readonly StorageFailure Impossible =
        new(StatusCodes.Status400BadRequest, "PINV4405", "The request asks for a value that the database cannot compute or store, such as a division by zero. Correct it, then send it again.");

    /// <summary>Null when the failure is not one of the database, or is a fault of finance.</summary>
    public static StorageFailure? Of(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException failure)
            {
                return Of(failure);
            }
        }

        return null;
    }

    private static StorageFailure? Of(DbException exception) => exception switch
    {
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } => Busy,
        SqliteException { SqliteErrorCode: var code } when SqliteUnusable.Contains(code) => Gone,
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation } => Conflict,
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable } => Busy,
        PostgresException { SqlState: ['0', '8', ..] or ['5', '3', ..] or ['5', '7', ..] or ['5', '8', ..] or ['3', 'D', ..] or ['2', '8', ..] or PostgresErrorCodes.ReadOnlySqlTransaction } => Gone,
        PostgresException { SqlState: ['2', '2', ..] } => Impossible,
        PostgresException => null,
        NpgsqlException { InnerException: TimeoutException } => Busy,
        NpgsqlException { IsTransient: true } => Gone,
        _ => null,
    };
}
