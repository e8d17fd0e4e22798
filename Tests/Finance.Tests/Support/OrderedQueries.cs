using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>A query that takes some rows without saying which ones would answer differently on another database, or another day: in tests it fails.</summary>
internal static class OrderedQueries
{
    public static void Require(IServiceCollection services)
    {
        services.ConfigureDbContext<SqliteFinanceContext>(Require);
        services.ConfigureDbContext<PostgreSqlFinanceContext>(Require);
    }

    private static void Require(DbContextOptionsBuilder options) =>
        options.ConfigureWarnings(warnings =>
            warnings.Throw(CoreEventId.FirstWithoutOrderByAndFilterWarning, CoreEventId.RowLimitingOperationWithoutOrderByWarning)
        );
}
