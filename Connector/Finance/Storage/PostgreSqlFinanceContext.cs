using Microsoft.EntityFrameworkCore;
using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Finance.Storage;

/// <summary>Finance on PostgreSQL.</summary>
internal sealed class PostgreSqlFinanceContext(DbContextOptions<PostgreSqlFinanceContext> options) : FinanceContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // The canonical order of lines hangs on it.
        modelBuilder.UseOrdinalText();
    }
}
