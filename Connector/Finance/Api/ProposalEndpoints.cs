using Finance.Proposals;

namespace Finance.Api;

/// <summary>The operations on one proposal below /api/proposals: delete all lines.</summary>
internal static class ProposalEndpoints
{
    private const string Path = "/api/proposals/{company}/{proposal}";

    public static void MapProposals(this WebApplication app) => app
        .MapPost(Path + "/delete-lines", async (string company, string proposal, DeleteAllLines delete, HttpContext context) => Results.Ok(await delete.RunAsync(company, proposal, context.RequestAborted)))
        .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayPostInvoices));
}
