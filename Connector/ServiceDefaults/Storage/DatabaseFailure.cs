using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ProjectInvoice.ServiceDefaults.Storage;

/// <summary>
/// Tells what a failure of a database means: SQLite by its result code, PostgreSQL by its SQLSTATE, which ADO.NET hands over whatever the driver.
/// </summary>
public static class DatabaseFailure
{
    // https://www.sqlite.org/rescode.html
    private const int SqlitePermission = 3;
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteReadOnly = 8;
    private const int SqliteInputOutput = 10;
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int SqliteProtocol = 15;
    private const int SqliteNoDatabase = 26;
    private const int SqlitePageChecksum = 8202;
    private const int SqliteCorruptFileSystem = 8458;

    /// <summary>Null when the failure is none of a database, or one of the program that uses it.</summary>
    /// <param name="exception">What was thrown; the first failure of a database inside it counts.</param>
    public static DatabaseFailureKind? KindOf(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException failure)
            {
                return failure is SqliteException file ? KindOf(file) : KindOf(failure);
            }
        }

        return null;
    }

    /// <summary>Whether the same again may succeed with nobody doing anything about it.</summary>
    /// <param name="kind">The meaning.</param>
    public static bool IsPassing(this DatabaseFailureKind kind) => kind is DatabaseFailureKind.Conflict or DatabaseFailureKind.Busy;

    /// <summary>Whether somebody has to see to the machine, its disk or its rights. Work goes on by itself once that is done.</summary>
    /// <param name="kind">The meaning.</param>
    public static bool NeedsAdministrator(this DatabaseFailureKind kind) =>
        kind is DatabaseFailureKind.Unavailable or DatabaseFailureKind.Full or DatabaseFailureKind.ReadOnly or DatabaseFailureKind.Corrupt;

    private static DatabaseFailureKind? KindOf(SqliteException exception) =>
        exception.SqliteErrorCode switch
        {
            SqliteBusy or SqliteLocked or SqliteProtocol => DatabaseFailureKind.Busy,
            SqliteReadOnly or SqlitePermission => DatabaseFailureKind.ReadOnly,
            SqliteFull => DatabaseFailureKind.Full,
            SqliteCorrupt or SqliteNoDatabase => DatabaseFailureKind.Corrupt,
            SqliteInputOutput when exception.SqliteExtendedErrorCode is SqlitePageChecksum or SqliteCorruptFileSystem => DatabaseFailureKind.Corrupt,
            SqliteInputOutput or SqliteCannotOpen => DatabaseFailureKind.Unavailable,
            _ => null,
        };

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static DatabaseFailureKind? KindOf(DbException exception) =>
        exception.SqlState switch
        {
            "40001" or "23505" => DatabaseFailureKind.Conflict,
            "40P01" or "55P03" or "57014" => DatabaseFailureKind.Busy,
            "53100" => DatabaseFailureKind.Full,
            "25006" or "42501" => DatabaseFailureKind.ReadOnly,
            "XX001" or "XX002" => DatabaseFailureKind.Corrupt,
            ['0', '8', ..] or ['2', '8', ..] or ['3', 'D', ..] or ['5', '3', ..] or ['5', '7', ..] or ['5', '8', ..] => DatabaseFailureKind.Unavailable,
            "25P03" => DatabaseFailureKind.Unavailable, // The server ended a transaction that stood idle.
            "55000" => DatabaseFailureKind.Unavailable, // The database takes no connections.
            ['2', '2', ..] => DatabaseFailureKind.Unstorable,
            not null => null,
            null when exception.InnerException is TimeoutException => DatabaseFailureKind.Busy,
            null when exception.IsTransient => DatabaseFailureKind.Unavailable,
            _ => null,
        };
}
