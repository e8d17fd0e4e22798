using System.Net.Mime;
using ProjectInvoice.Finance.Documents;
using ProjectInvoice.Finance.Posting.Batches;

namespace ProjectInvoice.Finance.Api;

/// <summary>Posted documents and posting in batch, below /api.</summary>
internal static class PostingEndpoints
{
    public static void MapPosting(this WebApplication app)
    {
        app.MapGet(
                "/api/invoices/{company}/{number}",
                async (HttpContext context, string company, string number, InvoiceDocuments documents) =>
                {
                    context.Response.ContentType = MediaTypeNames.Application.Json;
                    await documents.WriteAsync(company, number, context.Response.BodyWriter, context.RequestAborted);
                }
            )
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayRead))
            .Describe<object>("A posted customer invoice as data, with all that a printed or electronic one needs.");
        app.MapPost(
                "/api/posting-batches",
                async (HttpContext context, PostingBatches batches) =>
                    await ApiJson.WriteAsync(
                        context,
                        await batches.CreateAsync(await ApiJson.ReadAsync(context, new PostingBatchRequest()), context.RequestAborted)
                    )
            )
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayPostInvoices))
            .Describe<PostingBatchState>("Makes a batch of proposals to post.")
            .Accepts<PostingBatchRequest>(isOptional: true, MediaTypeNames.Application.Json);
        app.MapGet(
                "/api/posting-batches/{id:guid}",
                async (HttpContext context, Guid id, PostingBatches batches) =>
                    await ApiJson.WriteAsync(context, await batches.StateAsync(id, context.RequestAborted))
            )
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayRead))
            .Describe<PostingBatchState>("How far a batch is.");
        app.MapPost(
                "/api/posting-batches/{id:guid}/run",
                async (HttpContext context, Guid id, PostingBatches batches) =>
                {
                    await batches.RunAsync(id, context.RequestAborted);
                    await ApiJson.WriteAsync(context, await batches.StateAsync(id, context.RequestAborted));
                }
            )
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayPostInvoices))
            .Describe<PostingBatchState>("Posts what a batch selects; one failure does not stop the others.");
        app.MapPost(
                "/api/posting-batches/{id:guid}/stop",
                async (HttpContext context, Guid id, PostingBatches batches) =>
                    await ApiJson.WriteAsync(context, await batches.StopAsync(id, context.RequestAborted))
            )
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayPostInvoices))
            .Describe<PostingBatchState>("Ends a batch that recurs, waits or runs.");
    }
}
