using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ProjectInvoice.Connector.Storage;

/// <summary>The connector's database in a SQLite file. A transaction holds the right to write from its start.</summary>
internal sealed class SqliteConnectorContext(DbContextOptions<SqliteConnectorContext> options) : ConnectorContext(options)
{
    public override RowCommands Rows(IDbContextTransaction transaction) => new SqliteRowCommands((SqliteTransaction)transaction.GetDbTransaction());

    public override Task LockAsync(string work, CancellationToken cancellation) => Task.CompletedTask;
}
