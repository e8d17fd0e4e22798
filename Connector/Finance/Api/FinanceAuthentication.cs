using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Finance.Api;

/// <summary>Bearer tokens of the configured authority; the audience is the configured one or, without one, the addresses that finance listens on.</summary>
internal static class FinanceAuthentication
{
    public static void AddFinanceAuthentication(this IServiceCollection services)
    {
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();

        // What names no role of its own is read by everybody who has a role in finance, the metadata included.
        services.AddAuthorization(options => options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireRole(FinanceRoles.MayRead).Build());
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IConfiguration, IServer>((options, configuration, server) =>
        {
            var authority = configuration["Authentication:Authority"];
            options.Authority = authority;

            // Without TLS only where nothing leaves the machine.
            options.RequireHttpsMetadata = !(Uri.TryCreate(authority, UriKind.Absolute, out var uri) && uri.IsLoopback);
            options.MapInboundClaims = false;
            options.TokenValidationParameters.RoleClaimType = "roles";
            options.TokenValidationParameters.NameClaimType = "sub";
            options.TokenValidationParameters.ValidateAudience = true;
            options.TokenValidationParameters.AudienceValidator = (audiences, _, _) => audiences.Any(audience => IsOurs(audience, configuration, server));
            options.Events = new JwtBearerEvents { OnChallenge = AnswerUnauthorizedAsync, OnForbidden = AnswerForbiddenAsync };
        });
    }

    private static bool IsOurs(string audience, IConfiguration configuration, IServer server)
    {
        IEnumerable<string> ours = configuration["Authentication:Audience"] is { Length: > 0 } configured ? [configured] : server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return ours.Any(own => string.Equals(own.TrimEnd('/'), audience.TrimEnd('/'), StringComparison.OrdinalIgnoreCase));
    }

    private static async Task AnswerUnauthorizedAsync(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        context.Response.Headers.WWWAuthenticate = JwtBearerDefaults.AuthenticationScheme;
        await ErrorBody.WriteAsync(
            context.HttpContext, StatusCodes.Status401Unauthorized, [new("PINV4401", $"{context.Request.Method} {context.Request.Path}", "The request carries no valid token for finance. Sign in, then try again.")]);
    }

    private static Task AnswerForbiddenAsync(ForbiddenContext context)
    {
        var refusal = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<RoleRefusal>() ?? new RoleRefusal("PINV4402", "Your roles do not allow this. Ask an administrator for the role.");
        return ErrorBody.WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, [new(refusal.Code, $"{context.Request.Method} {context.Request.Path}", refusal.Text)]);
    }
}
