using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Api;

/// <summary>Which companies a request below /data sees: with cross-company=true all, else the default company (platform facts 4.1).</summary>
internal static class SeenCompanies
{
    /// <summary>The one company that the request sees; null where it sees all.</summary>
    public static async Task<string?> OnlyAsync(HttpRequest request, IConfiguration configuration, FinanceContext context, CancellationToken cancellation)
    {
        if (string.Equals(request.Query["cross-company"], "true", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return await DefaultAsync(configuration, context, cancellation);
    }

    /// <summary>The company of who names none, in capitals, as company ids are stored.</summary>
    public static async Task<string> DefaultAsync(IConfiguration configuration, FinanceContext context, CancellationToken cancellation) =>
        configuration["DefaultCompany"]?.ToUpperInvariant()
        ?? await context.Set<Company>().OrderBy(row => row.Id).Select(row => row.Id).FirstOrDefaultAsync(cancellation)
        ?? string.Empty;
}
