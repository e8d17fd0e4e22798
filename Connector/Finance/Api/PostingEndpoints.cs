using System.Net.Mime;
using Finance.Posting.Documents;

namespace Finance.Api;

/// <summary>Posted documents below /api.</summary>
internal static class PostingEndpoints
{
    public static void MapPosting(this WebApplication app) =>
        app.MapGet("/api/invoices/{company}/{number}", async (HttpContext context, string company, string number, InvoiceDocuments documents) =>
            {
                context.Response.ContentType = MediaTypeNames.Application.Json;
                await documents.WriteAsync(company, number, context.Response.BodyWriter, context.RequestAborted);
            })
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayRead));
}
