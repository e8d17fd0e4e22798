using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ProjectInvoice.Finance.Storage;

/// <summary>Gives the migration tool a context; it opens no database.</summary>
internal sealed class PostgreSqlFinanceContextFactory : IDesignTimeDbContextFactory<PostgreSqlFinanceContext>
{
    public PostgreSqlFinanceContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlFinanceContext>().UseNpgsql("Host=localhost").Options);
}
