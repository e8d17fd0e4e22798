using System.ComponentModel;
using System.Text;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Review;

namespace ProjectInvoice.Finance.Api;

/// <summary>The operations on one proposal below /api/proposals: review, pro forma view, delete all lines.</summary>
internal static class ProposalEndpoints
{
    private const string Path = "/api/proposals/{company}/{proposal}";

    public static void MapProposals(this WebApplication app)
    {
        app.MapGet(
                Path + "/review",
                async (HttpContext context, string company, string proposal, ProposalReviews reviews) =>
                    await ApiJson.WriteAsync(context, await reviews.ReviewAsync(company, proposal, context.RequestAborted))
            )
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayRead))
            .Describe<ProposalReview>("A proposal to review: totals, sales tax by code, lines.");
        app.MapGet(Path + "/pro-forma", ProFormaAsync)
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayRead))
            .Describe<ProForma>("The pro forma of a proposal.");
        app.MapPost(
                Path + "/delete-lines",
                async (HttpContext context, string company, string proposal, DeleteAllLines delete) =>
                    await ApiJson.WriteAsync(context, await delete.RunAsync(company, proposal, context.RequestAborted))
            )
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayPostInvoices))
            .Describe<DeletedLines>("Deletes all lines of a proposal that is not posted, so that the next import makes them again.");
    }

    private static async Task ProFormaAsync(
        HttpContext context,
        string company,
        string proposal,
        ProposalReviews reviews,
        [Description("json, or html for a page to print.")] string? format
    )
    {
        if (format is not (null or "" or "json" or "html"))
        {
            throw ApiErrors.UnknownFormat.Refusal($"format {format}");
        }

        var document = await reviews.ProFormaAsync(company, proposal, context.RequestAborted);
        if (format != "html")
        {
            await ApiJson.WriteAsync(context, document);
            return;
        }

        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(ProFormaPage.Of(document), Encoding.UTF8, context.RequestAborted);
    }
}
