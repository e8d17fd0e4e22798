using LocalDataverse.Durability;
using LocalDataverse.Registration;
using LocalDataverse.WebApi.Hosting;
using LocalDataverse.WebApi.Security;
using LocalDataverse.WebApi.Storage;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ProjectInvoice.ServiceDefaults;

namespace LocalDataverse.WebApi;

/// <summary>
/// A Dataverse organization behind the Web API, in memory or kept in a file. Configuration keys: <c>Authentication:Authority</c>,
/// <c>Authentication:Audience</c> (default: the addresses it listens on), <c>Storage:ConnectionString</c>, <c>Organization:BaseCurrency</c>,
/// <c>Organization:Administrator</c>, <c>Sandbox:AllowLoopback</c>,
/// <c>ServiceProtection:Requests</c>, <c>:ExecutionTime</c>, <c>:ConcurrentRequests</c>, <c>:Window</c>, <c>Halt:Before</c>, <c>:Number</c>, <c>:Table</c>,
/// <c>Https:Certificate</c>, and ASP.NET's own, <c>urls</c> above all.
/// </summary>
public static class LocalDataverseApplication
{
    /// <summary>Bytes of a request; larger ones are answered with 413.</summary>
    private const long LargestBody = 128L * 1024 * 1024;

    private const int LargestRequestLine = 32 * 1024;

    public static WebApplication Build(string[] args) => Build(args, new OrganizationOptions());

    /// <param name="args">Configuration as <c>--Key=Value</c>.</param>
    /// <param name="options">Set-up of the organization; base currency and the sandbox rule of <paramref name="args"/> win where given.</param>
    public static WebApplication Build(string[] args, OrganizationOptions options) => Build(args, options, _ => { });

    /// <summary>As above, with further services, which win over its own.</summary>
    internal static WebApplication Build(string[] args, OrganizationOptions options, Action<IServiceCollection> change)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { Args = args, ApplicationName = typeof(LocalDataverseApplication).Assembly.GetName().Name }
        );
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Limits.MaxRequestBodySize = LargestBody;
            server.Limits.MaxRequestLineSize = LargestRequestLine;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var configuration = builder.Configuration;
        AddHttps(builder);
        if (configuration["Storage:ConnectionString"] is { Length: > 0 } storage)
        {
            builder.Services.AddSingleton<ITransactionLog>(_ => SqliteTransactionLog.Open(storage));
        }

        builder.Services.AddSingleton(services =>
            Organization(configuration, options with { TransactionLog = services.GetService<ITransactionLog>() ?? options.TransactionLog })
        );
        var protection = new ServiceProtectionOptions();
        configuration.GetSection("ServiceProtection").Bind(protection);
        builder.Services.AddSingleton(new ServiceProtection(protection, options.Clock));
        builder.Services.AddSingleton<ModelSource>();
        builder.Services.AddSingleton<CallerResolution>();
        builder.Services.AddSingleton<SolutionImports>();
        builder.Services.AddSingleton<WebApiEndpoint>();
        builder.Services.AddSingleton(configuration.GetSection("Halt").Get<HaltOptions>() ?? new HaltOptions());
        builder.Services.AddHostedService<Halt>();
        builder.Services.AddHostedService<AsyncOperationPump>();
        AddAuthentication(builder);
        change(builder.Services);
        var application = builder.Build();
        application.UseAuthentication();
        application.UseAuthorization();
        application.Map(WebApiEndpoint.Route, (HttpContext context, WebApiEndpoint endpoint) => endpoint.Answer(context)).RequireAuthorization();
        application.MapGet("/health", () => Results.Text("Healthy"));
        return application;
    }

    /// <summary>Plain HTTP is the default: only an address that says so is served with a certificate.</summary>
    private static void AddHttps(WebApplicationBuilder builder)
    {
        if (!DevelopmentCertificate.IsAskedFor(builder.Configuration))
        {
            return;
        }

        var certificate = DevelopmentCertificate.Load(builder.Configuration, TimeProvider.System);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(server => server.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
    }

    private static DataverseOrganization Organization(IConfiguration configuration, OrganizationOptions options)
    {
        var organization = new DataverseOrganization(
            options with
            {
                BaseCurrency = configuration["Organization:BaseCurrency"] ?? options.BaseCurrency,
                SandboxAllowsLoopback = configuration["Sandbox:AllowLoopback"] is { } loopback ? bool.Parse(loopback) : options.SandboxAllowsLoopback,
            }
        );

        // An environment comes with its first administrator.
        if (
            configuration["Organization:Administrator"] is { Length: > 0 } client
            && Guid.Parse(client) is var application
            && organization.FindUser(application, null) is null
        )
        {
            organization.RegisterUser(new UserRegistration(Guid.NewGuid(), "Administrator", ["System Administrator"]) { ApplicationId = application });
        }

        return organization;
    }

    private static void AddAuthentication(WebApplicationBuilder builder)
    {
        var authority = builder.Configuration["Authentication:Authority"];
        var audience = builder.Configuration["Authentication:Audience"]?.TrimEnd('/');
        KeysOfThisProcess.Keep(builder.Services);
        builder
            .Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(bearer =>
            {
                bearer.Authority = authority;
                bearer.RequireHttpsMetadata = false;
                bearer.MapInboundClaims = false;
                bearer.TokenValidationParameters.RoleClaimType = "roles";
            });

        // On a free port the host learns its own address, which is the audience, only when it starts.
        builder
            .Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IServer>(
                (bearer, server) =>
                    bearer.TokenValidationParameters.AudienceValidator = (audiences, _, _) =>
                        audiences.Any(given => audience is null ? OwnAddresses(server).Contains(given.TrimEnd('/')) : given.TrimEnd('/') == audience)
            );
        builder.Services.AddAuthorization();
    }

    private static IEnumerable<string> OwnAddresses(IServer server) =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.Select(address => address.TrimEnd('/')) ?? [];
}
