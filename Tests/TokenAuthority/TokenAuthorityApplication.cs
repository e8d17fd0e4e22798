using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using ProjectInvoice.ServiceDefaults;

namespace TokenAuthority;

/// <summary>
/// A token authority in the manner of Microsoft Entra for tests and for the local environment: OAuth 2.0 client credentials, scope <c>URL/.default</c>,
/// discovery document and signing keys over HTTP on loopback. The signing key lives as long as the process.
/// </summary>
public static class TokenAuthorityApplication
{
    /// <summary>As long as Entra's keys; those that OpenIddict makes by itself are twice as long, and take seconds of processor time.</summary>
    private static readonly Lazy<RsaSecurityKey> SigningKey = new(() => new RsaSecurityKey(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") });

    /// <summary>Makes the host; the caller starts it. Its token endpoint is <c>/connect/token</c>.</summary>
    public static WebApplication Build(TokenAuthorityOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ApplicationName = typeof(TokenAuthorityApplication).Assembly.GetName().Name }
        );
        builder.WebHost.UseUrls(options.Url?.ToString() ?? "http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(options);
        KeysOfThisProcess.Keep(builder.Services);
        builder.Services.AddSingleton<TokenEndpoint>();
        var store = $"token-authority-{Guid.NewGuid():N}";
        builder.Services.AddDbContext<TokenAuthorityContext>(context => context.UseInMemoryDatabase(store).UseOpenIddict());
        builder
            .Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<TokenAuthorityContext>())
            .AddServer(server =>
            {
                server.SetTokenEndpointUris("connect/token");
                server.AllowClientCredentialsFlow();
                server.SetAccessTokenLifetime(options.AccessTokenLifetime);
                server.AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));
                server.AddSigningKey(SigningKey.Value);
                server.DisableAccessTokenEncryption();
                server.DisableTokenStorage();

                // Resources are added while the authority runs, so the token endpoint checks the scope itself.
                server.DisableScopeValidation();
                server.IgnoreScopePermissions();
                server.UseAspNetCore().EnableTokenEndpointPassthrough().DisableTransportSecurityRequirement();
            });
        builder.Services.AddHostedService<ClientRegistration>();
        var application = builder.Build();
        application.UseAuthentication();
        application.MapPost("/connect/token", (HttpContext context, TokenEndpoint endpoint) => endpoint.Issue(context));
        application.MapGet("/health", () => Results.Text("Healthy"));
        return application;
    }
}
