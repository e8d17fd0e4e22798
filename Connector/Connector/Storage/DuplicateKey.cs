using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Connector.Storage;

internal static class DuplicateKey
{
    // SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_PRIMARYKEY (SQLite result codes).
    public static bool IsDuplicate(this DbUpdateException exception) =>
        exception.InnerException is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };
}
