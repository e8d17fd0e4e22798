using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ProjectInvoice.Finance.Storage;

/// <summary>Gives the migration tool a context; it opens no database.</summary>
internal sealed class SqliteFinanceContextFactory : IDesignTimeDbContextFactory<SqliteFinanceContext>
{
    public SqliteFinanceContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteFinanceContext>().UseSqlite("Data Source=:memory:").Options);
}
