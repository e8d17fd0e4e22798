using Microsoft.AspNetCore.Authorization;
using ProjectInvoice.ServiceDefaults.SignIn;

namespace ProjectInvoice.Finance.Api;

/// <summary>Who may use finance: whoever has a token of the authority and a role in finance.</summary>
internal static class FinanceAuthentication
{
    public static void AddFinanceAuthentication(this IServiceCollection services)
    {
        services.AddBearerTokens();

        // What names no role of its own is read by everybody who has a role in finance, the metadata included.
        services.AddAuthorization(options => options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireRole(FinanceRoles.MayRead).Build());
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessRefusals>();
    }
}
