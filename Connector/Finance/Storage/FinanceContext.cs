using Microsoft.EntityFrameworkCore;
using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Finance.Storage;

/// <summary>
/// The tables of finance. Set-up, queries and migrations go through it; lines are written through <see cref="IRowWriter"/>, which takes the names of tables and
/// columns from this model. It knows no table: each is mapped beside its entity.
/// </summary>
internal abstract class FinanceContext(DbContextOptions options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<decimal>().HaveConversion<NormalizedDecimal>();
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTime>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var assembly = typeof(FinanceContext).Assembly;
        modelBuilder.ApplyConfigurationsFromAssembly(assembly);
        foreach (var family in assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(ITableFamily))))
        {
            ((ITableFamily)Activator.CreateInstance(family)!).Configure(modelBuilder);
        }

        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(entity => typeof(ICompanyRow).IsAssignableFrom(entity.ClrType)))
        {
            modelBuilder.Entity(entity.ClrType).Property(nameof(ICompanyRow.DataAreaId)).HasConversion<CompanyColumn>();
        }
    }
}
