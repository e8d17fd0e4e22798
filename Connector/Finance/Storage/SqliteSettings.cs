using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ProjectInvoice.Finance.Storage;

/// <summary>
/// What every connection to a SQLite file is set to. The write-ahead log, which the migrations switch on, is synchronized in full: a commit is on the disk
/// before it is answered, because callbacks tell others about it and a power cut must not take back what they were told. LIKE tells capitals from small letters
/// as every other comparison does. The cache holds the inner pages of the indexes while an invoice of 100,000 lines is written; the log is cut back after such
/// a transaction.
/// </summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    // https://www.sqlite.org/pragma.html; a negative cache size is in KiB.
    private const string Pragmas =
        "PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA case_sensitive_like = ON; PRAGMA temp_store = MEMORY; PRAGMA "
        + "journal_size_limit = 67108864;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        ArgumentNullException.ThrowIfNull(connection);
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
