using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Storage;

/// <summary>Finance on SQLite.</summary>
internal sealed class SqliteFinanceContext(DbContextOptions<SqliteFinanceContext> options) : FinanceContext(options)
{
    // The product compares company ids without regard to case.
    private const string WithoutCase = "NOCASE";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(entity => typeof(ICompanyRow).IsAssignableFrom(entity.ClrType)))
        {
            modelBuilder.Entity(entity.ClrType).Property(nameof(ICompanyRow.DataAreaId)).UseCollation(WithoutCase);
        }
    }
}
