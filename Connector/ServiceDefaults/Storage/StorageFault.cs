using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ProjectInvoice.ServiceDefaults.Storage;

/// <summary>
/// Tells what a failure of a database means: SQLite by its result code, PostgreSQL by its SQLSTATE, which ADO.NET hands over whatever the driver.
/// </summary>
public static class StorageFault
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

    /// <summary>Null when the failure is none of a database, or a fault of the program that uses it.</summary>
    /// <param name="exception">What was thrown; the first failure of a database inside it counts.</param>
    public static StorageFaultKind? KindOf(Exception exception)
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
    public static bool IsPassing(this StorageFaultKind kind) => kind is StorageFaultKind.Conflict or StorageFaultKind.Busy;

    /// <summary>Whether somebody has to see to the machine, its disk or its rights. Work goes on by itself once that is done.</summary>
    /// <param name="kind">The meaning.</param>
    public static bool NeedsAdministrator(this StorageFaultKind kind) =>
        kind is StorageFaultKind.Unavailable or StorageFaultKind.Full or StorageFaultKind.ReadOnly or StorageFaultKind.Corrupt;

    private static StorageFaultKind? KindOf(SqliteException exception) =>
        exception.SqliteErrorCode switch
        {
            SqliteBusy or SqliteLocked or SqliteProtocol => StorageFaultKind.Busy,
            SqliteReadOnly or SqlitePermission => StorageFaultKind.ReadOnly,
            SqliteFull => StorageFaultKind.Full,
            SqliteCorrupt or SqliteNoDatabase => StorageFaultKind.Corrupt,
            SqliteInputOutput when exception.SqliteExtendedErrorCode is SqlitePageChecksum or SqliteCorruptFileSystem => StorageFaultKind.Corrupt,
            SqliteInputOutput or SqliteCannotOpen => StorageFaultKind.Unavailable,
            _ => null,
        };

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static StorageFaultKind? KindOf(DbException exception) =>
        exception.SqlState switch
        {
            "40001" or "23505" => StorageFaultKind.Conflict,
            "40P01" or "55P03" => StorageFaultKind.Busy,
            "53100" => StorageFaultKind.Full,
            "25006" or "42501" => StorageFaultKind.ReadOnly,
            "XX001" or "XX002" => StorageFaultKind.Corrupt,
            ['0', '8', ..] or ['2', '8', ..] or ['3', 'D', ..] or ['5', '3', ..] or ['5', '7', ..] or ['5', '8', ..] => StorageFaultKind.Unavailable,
            "55000" => StorageFaultKind.Unavailable, // The database takes no connections.
            ['2', '2', ..] => StorageFaultKind.Unstorable,
            not null => null,
            null when exception.InnerException is TimeoutException => StorageFaultKind.Busy,
            null when exception.IsTransient => StorageFaultKind.Unavailable,
            _ => null,
        };
}
