using Finance.Journal;

namespace Finance.Api;

/// <summary>The operations on integration journals and posted transactions below /api: post, reset, adjust accounting.</summary>
internal static class JournalEndpoints
{
    public static void MapJournals(this WebApplication app)
    {
        app.MapPost("/api/journals/post", async (HttpContext context, PostJournals posting) => await ApiJson.WriteAsync(context, await posting.PostAsync(await ApiJson.ReadAsync(context, new JournalPostingRequest()), context.RequestAborted)))
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayPostJournals));
        app.MapPost("/api/journals/{company}/{journal}/reset", async (HttpContext context, string company, string journal, ResetJournal reset) => await ApiJson.WriteAsync(context, await reset.ResetAsync(company, journal, context.RequestAborted)))
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayPostJournals));
        app.MapPost("/api/transactions/{actual:guid}/adjust", async (HttpContext context, Guid actual, AdjustAccounting adjust) =>
                await ApiJson.WriteAsync(context, await adjust.AdjustAsync(actual, await ApiJson.ReadAsync(context, new AdjustmentRequest()), context.RequestAborted)))
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayAdjustAccounting));
    }
}
