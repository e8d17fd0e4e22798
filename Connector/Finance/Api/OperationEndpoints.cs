using Finance.Callbacks;
using Finance.Import;
using Finance.Posting;
using Finance.SetUp;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.Api;

/// <summary>The operations below /api: set-up, import, posting of invoices, outbox.</summary>
internal static class OperationEndpoints
{
    public static void MapOperations(this WebApplication app)
    {
        app.MapPut("/api/setup", PutSetUpAsync).RequireAuthorization(policy => policy.RequireRole(FinanceRoles.Administrator));
        app.MapGet("/api/setup", async (HttpContext context, SetUpStore store) => await ApiJson.WriteAsync(context, await store.ReadAsync(context.RequestAborted)))
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayRead));
        app.MapPost("/api/import", async (HttpContext context, ImportFromStaging import) => await ApiJson.WriteAsync(context, await import.RunAsync(await ApiJson.ReadAsync(context, new ImportRequest()), context.RequestAborted)))
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayImport));
        app.MapPost("/api/proposals/{company}/{proposal}/post", async (HttpContext context, string company, string proposal, PostProposal posting) =>
                await ApiJson.WriteAsync(context, await posting.PostAsync(company, proposal, await ApiJson.ReadAsync(context, new InvoicePostingRequest()), context.RequestAborted)))
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayPostInvoices));
        app.MapGet("/api/outbox", OutboxAsync).RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayRead));
    }

    private static async Task PutSetUpAsync(HttpContext context, SetUpStore store)
    {
        using var reader = new StreamReader(context.Request.Body);
        await store.ReplaceAsync(SetUpReader.Read(await reader.ReadToEndAsync(context.RequestAborted)), context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task OutboxAsync(HttpContext context, FinanceDatabase database)
    {
        await using var read = await database.ReadAsync(context.RequestAborted);
        var pending = read.Set<CallbackPart>().Where(part => part.Status == CallbackStatus.Pending);
        await ApiJson.WriteAsync(context, new
        {
            pending = await pending.CountAsync(context.RequestAborted),
            sent = await read.Set<CallbackPart>().CountAsync(part => part.Status == CallbackStatus.Sent, context.RequestAborted),
            attempts = await pending.SumAsync(part => part.Attempts, context.RequestAborted),
            lastError = await pending.Where(part => part.LastError != null).OrderBy(part => part.Sequence).Select(part => part.LastError).FirstOrDefaultAsync(context.RequestAborted),
        });
    }
}
