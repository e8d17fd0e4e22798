using Microsoft.EntityFrameworkCore;

namespace Finance.Storage;

/// <summary>Finance on PostgreSQL.</summary>
internal sealed class PostgreSqlFinanceContext(DbContextOptions<PostgreSqlFinanceContext> options) : FinanceContext(options)
{
    // Text is ordered by its bytes, as on SQLite and whatever the locale of the server: the canonical order of lines hangs on it.
    private const string Ordinal = "C";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            if ((property.GetValueConverter()?.ProviderClrType ?? property.GetProviderClrType() ?? property.ClrType) == typeof(string))
            {
                property.SetCollation(Ordinal);
            }
        }
    }
}
