using Microsoft.AspNetCore.Mvc;
using ProjectInvoice.Finance.Import;
using ProjectInvoice.Finance.Posting;
using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.Api;

/// <summary>The operations below /api: set-up, import, posting of invoices.</summary>
internal static class OperationEndpoints
{
    private const string Json = "application/json";

    public static void MapOperations(this WebApplication app)
    {
        app.MapPut("/api/setup", PutSetupAsync)
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.Administrator))
            .WithMetadata(new RequestSizeLimitAttribute(app.Services.GetRequiredService<RequestLimits>().SetupBytes))
            .Describe("Replaces the whole set-up, or nothing of it.")
            .Accepts<FinanceSetup>(isOptional: true, Json)
            .Produces(StatusCodes.Status204NoContent);
        app.MapGet(
                "/api/setup",
                async (HttpContext context, SetupStore store) => await ApiJson.WriteAsync(context, await store.ReadAsync(context.RequestAborted))
            )
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayRead))
            .Describe<FinanceSetup>("The whole set-up, as PUT takes it.");
        app.MapPost(
                "/api/import",
                async (HttpContext context, ImportFromStaging import) =>
                    await ApiJson.WriteAsync(context, await import.RunAsync(await ApiJson.ReadAsync(context, new ImportRequest()), context.RequestAborted))
            )
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayImport))
            .Describe<ImportResult>("Imports from staging: journal lines, and proposals that have all their rows; of one company or proposal, or all.")
            .Accepts<ImportRequest>(isOptional: true, Json);
        app.MapPost(
                "/api/proposals/{company}/{proposal}/post",
                async (HttpContext context, string company, string proposal, PostProposal posting) =>
                    await ApiJson.WriteAsync(
                        context,
                        await posting.PostAsync(company, proposal, await ApiJson.ReadAsync(context, new InvoicePostingRequest()), context.RequestAborted)
                    )
            )
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayPostInvoices))
            .Describe<InvoicePostingResult>("Posts a proposal as customer invoice or credit note; again returns what was posted.")
            .Accepts<InvoicePostingRequest>(isOptional: true, Json);
    }

    private static async Task PutSetupAsync(HttpContext context, SetupStore store)
    {
        using var reader = new StreamReader(context.Request.Body);
        await store.ReplaceAsync(SetupReader.Read(await reader.ReadToEndAsync(context.RequestAborted)), context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
