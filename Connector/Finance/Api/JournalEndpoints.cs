using ProjectInvoice.Finance.Journal;

namespace ProjectInvoice.Finance.Api;

/// <summary>The operations on integration journals and posted transactions below /api: post, reset, adjust accounting.</summary>
internal static class JournalEndpoints
{
    private const string Json = "application/json";

    public static void MapJournals(this WebApplication app)
    {
        app.MapPost(
                "/api/journals/post",
                async (HttpContext context, PostJournals posting) =>
                    await ApiJson.WriteAsync(
                        context,
                        await posting.PostAsync(await ApiJson.ReadAsync(context, new JournalPostingRequest()), context.RequestAborted)
                    )
            )
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayPostJournals))
            .Describe<JournalPostingResult>("Posts the integration journals of a company, one of them, or all.")
            .Accepts<JournalPostingRequest>(isOptional: true, Json);
        app.MapPost(
                "/api/journals/{company}/{journal}/reset",
                async (HttpContext context, string company, string journal, ResetJournal reset) =>
                    await ApiJson.WriteAsync(context, await reset.ResetAsync(company, journal, context.RequestAborted))
            )
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayPostJournals))
            .Describe<JournalResetResult>("Makes a journal a draft again whose lines could not be posted, or whose posting was cut off.");
        app.MapPost(
                "/api/transactions/{id:guid}/adjust",
                async (HttpContext context, Guid id, AdjustAccounting adjust) =>
                    await ApiJson.WriteAsync(
                        context,
                        await adjust.AdjustAsync(id, await ApiJson.ReadAsync(context, new AdjustmentRequest()), context.RequestAborted)
                    )
            )
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayAdjustAccounting))
            .Describe<AdjustmentResult>("Books a posted cost or unbilled sales that is not billed on other dimensions, or gives it other tax groups.")
            .Accepts<AdjustmentRequest>(isOptional: true, Json);
    }
}
