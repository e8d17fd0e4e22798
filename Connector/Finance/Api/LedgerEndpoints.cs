using System.Globalization;
using Finance.Ledger;

namespace Finance.Api;

/// <summary>Questions to the books: the trial balance and whether the books agree.</summary>
internal static class LedgerEndpoints
{
    public static void MapLedger(this WebApplication app)
    {
        app.MapGet("/api/trial-balance", async (HttpContext context, TrialBalances balances) =>
                await ApiJson.WriteAsync(context, await balances.OfAsync(Required(context, "company"), Day(context, "from"), Day(context, "to"), Given(context, "dimension"), context.RequestAborted)))
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayRead)).Describe<TrialBalance>("The trial balance of a company: parameters company, from, to, dimension.");
        app.MapGet("/api/agreement", async (HttpContext context, BooksAgreement agreement) =>
                await ApiJson.WriteAsync(context, new AgreementReport([.. await agreement.FindDifferencesAsync(context.RequestAborted)])))
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayRead)).Describe<AgreementReport>("Where ledger and subledgers differ; empty is right.");
    }

    private static string? Given(HttpContext context, string name) => context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    private static string Required(HttpContext context, string name) =>
        Given(context, name) ?? throw new FinanceRefusal("PINV4405", $"{context.Request.Path} parameter {name}", "The parameter is missing. Add it, then ask again.");

    private static DateOnly? Day(HttpContext context, string name)
    {
        if (Given(context, name) is not { } text)
        {
            return null;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new FinanceRefusal("PINV4405", $"{context.Request.Path} parameter {name}", "The parameter is not a day such as 2026-09-30. Correct it, then ask again.");
    }
}
