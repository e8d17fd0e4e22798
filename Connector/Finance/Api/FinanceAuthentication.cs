using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ProjectInvoice.ServiceDefaults;

namespace ProjectInvoice.Finance.Api;

/// <summary>Bearer tokens of the configured authority; the audience is the configured one or, without one, the addresses that finance listens on.</summary>
internal static class FinanceAuthentication
{
    public static void AddFinanceAuthentication(this IServiceCollection services)
    {
        KeysOfThisProcess.Keep(services);
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();

        // What names no role of its own is read by everybody who has a role in finance, the metadata included.
        services.AddAuthorization(options => options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireRole(FinanceRoles.MayRead).Build());
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessRefusals>();
        services
            .AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IConfiguration, IServer>(
                (options, configuration, server) =>
                {
                    var authority = configuration["Authentication:Authority"];
                    options.Authority = authority;

                    // Without TLS only where nothing leaves the machine.
                    options.RequireHttpsMetadata = !(Uri.TryCreate(authority, UriKind.Absolute, out var uri) && uri.IsLoopback);
                    options.MapInboundClaims = false;
                    options.TokenValidationParameters.RoleClaimType = "roles";
                    options.TokenValidationParameters.NameClaimType = "sub";
                    options.TokenValidationParameters.ValidateAudience = true;
                    options.TokenValidationParameters.AudienceValidator = (audiences, _, _) =>
                        audiences.Any(audience => IsOurs(audience, configuration, server));
                }
            );
    }

    private static bool IsOurs(string audience, IConfiguration configuration, IServer server)
    {
        IEnumerable<string> ours = configuration["Authentication:Audience"] is { Length: > 0 } configured
            ? [configured]
            : server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return ours.Any(own => string.Equals(own.TrimEnd('/'), audience.TrimEnd('/'), StringComparison.OrdinalIgnoreCase));
    }
}
