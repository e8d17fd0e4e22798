using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ProjectInvoice.Connector.Storage;

/// <summary>Gives the migration tool a context; it opens no database.</summary>
internal sealed class PostgreSqlConnectorContextFactory : IDesignTimeDbContextFactory<PostgreSqlConnectorContext>
{
    public PostgreSqlConnectorContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlConnectorContext>().UseNpgsql("Host=localhost").Options);
}
