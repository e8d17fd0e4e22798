using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Storage;

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

                // Of a column of declared length PostgreSQL takes half for its usual width: a wide table would look empty to it until its statistics are
                // gathered, and plans would read it whole. Lengths are kept where rows come in.
                // https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/utils/cache/lsyscache.c (get_typavgwidth)
                property.SetMaxLength(null);
            }
        }
    }
}
