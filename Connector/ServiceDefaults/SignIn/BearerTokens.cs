using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using ProjectInvoice.ServiceDefaults.Settings;

namespace ProjectInvoice.ServiceDefaults.SignIn;

/// <summary>Who may call a program: whoever brings a token of its authority that was issued for it. Which role allows what, the program says itself.</summary>
public static class BearerTokens
{
    private const string Authority = "Authentication:Authority";
    private const string Audience = "Authentication:Audience";

    /// <summary>Accepts tokens of the configured authority.</summary>
    /// <param name="services">The services of the program.</param>
    public static void AddBearerTokens(this IServiceCollection services)
    {
        KeysOfThisProcess.Keep(services);
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IConfiguration, IServer>(Configure);
    }

    private static void Configure(JwtBearerOptions options, IConfiguration configuration, IServer server)
    {
        options.Authority = configuration[Authority];

        // What the start let pass as plain http: this machine, or a network that is encrypted itself.
        options.RequireHttpsMetadata = !OutboundAddress.MayBePlainHttp(configuration[Authority], configuration);
        options.MapInboundClaims = false;
        options.TokenValidationParameters.RoleClaimType = "roles";
        options.TokenValidationParameters.NameClaimType = "sub";
        options.TokenValidationParameters.ValidateAudience = true;
        options.TokenValidationParameters.AudienceValidator = (audiences, _, _) => audiences.Any(audience => IsOwn(audience, configuration, server));
    }

    // The audience is the program's address; where the address is chosen when it starts, it is one of those it then listens on.
    private static bool IsOwn(string audience, IConfiguration configuration, IServer server)
    {
        IEnumerable<string> own = configuration[Audience] is { Length: > 0 } configured
            ? [configured]
            : server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return own.Any(address => string.Equals(address.TrimEnd('/'), audience.TrimEnd('/'), StringComparison.OrdinalIgnoreCase));
    }
}
