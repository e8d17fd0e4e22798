using ProjectInvoice.Finance.Identity;

namespace ProjectInvoice.Finance.Api;

/// <summary>Which books these are, and how an administrator lets them go on after a restore, below /api/identity.</summary>
internal static class IdentityEndpoints
{
    public static void MapIdentity(this WebApplication app)
    {
        app.MapGet(
                "/api/identity",
                async (HttpContext context, PostingGate gate) => await ApiJson.WriteAsync(context, await gate.StateAsync(context.RequestAborted))
            )
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayRead))
            .Describe<IdentityState>("Which books these are, and whether the connector was told of postings that they do not have.");
        app.MapPost(
                "/api/identity/raise",
                async (HttpContext context, PostingGate gate) =>
                    await ApiJson.WriteAsync(context, await gate.RaiseAsync(context.User.Identity?.Name ?? string.Empty, context.RequestAborted))
            )
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.Administrator))
            .Describe<IdentityState>("After a restore: has every number sequence go on above what the connector was told, in a new generation of the books.");
    }
}
