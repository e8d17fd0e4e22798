using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ProjectInvoice.Finance.Agreement;
using ProjectInvoice.Finance.Ledger;

namespace ProjectInvoice.Finance.Api;

/// <summary>Questions to the books: the trial balance and whether the books agree.</summary>
internal static class LedgerEndpoints
{
    public static void MapLedger(this WebApplication app)
    {
        app.MapGet("/api/trial-balance", TrialBalanceAsync)
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayRead))
            .Describe<TrialBalance>("The trial balance of a company.");
        app.MapGet(
                "/api/agreement",
                async (HttpContext context, BooksAgreement agreement) =>
                    await ApiJson.WriteAsync(context, new AgreementReport([.. await agreement.FindDifferencesAsync(context.RequestAborted)]))
            )
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayRead))
            .Describe<AgreementReport>("Where ledger and subledgers differ; empty is right.");
    }

    private static async Task TrialBalanceAsync(
        HttpContext context,
        TrialBalances balances,
        [Description("The company."), Required] string? company,
        [Description("The first day, such as 2026-09-01; without it from the first voucher on.")] string? from,
        [Description("The last day; without it up to the last voucher.")] string? to,
        [Description("The financial dimension by whose values the balances are split.")] string? dimension
    )
    {
        if (string.IsNullOrEmpty(company))
        {
            throw ApiErrors.MissingParameter.Refusal($"{context.Request.Path} parameter {nameof(company)}");
        }

        var balance = await balances.OfAsync(
            company,
            Day(context, nameof(from), from),
            Day(context, nameof(to), to),
            string.IsNullOrEmpty(dimension) ? null : dimension,
            context.RequestAborted
        );
        await ApiJson.WriteAsync(context, balance);
    }

    private static DateOnly? Day(HttpContext context, string name, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw ApiErrors.NoDay.Refusal($"{context.Request.Path} parameter {name}");
    }
}
