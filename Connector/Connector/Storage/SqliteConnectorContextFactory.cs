using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ProjectInvoice.Connector.Storage;

/// <summary>Gives the migration tool a context; it opens no database.</summary>
internal sealed class SqliteConnectorContextFactory : IDesignTimeDbContextFactory<SqliteConnectorContext>
{
    public SqliteConnectorContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteConnectorContext>().UseSqlite("Data Source=:memory:").Options);
}
