using System.IdentityModel.Tokens.Jwt;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ProjectInvoice.Connector.Api;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Delivery;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Http;
using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Postings;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;
using ProjectInvoice.Connector.Work;
using ProjectInvoice.ServiceDefaults;
using ProjectInvoice.ServiceDefaults.Health;
using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Connector;

/// <summary>The connector's host.</summary>
public static class ConnectorApplication
{
    /// <summary>Builds the host. Its settings are read when it starts.</summary>
    /// <param name="args">Settings as <c>--Key=Value</c>; beside them configuration files and the environment count.</param>
    /// <exception cref="ConnectorException">When it starts: PINV3010, a setting is missing; PINV31xx, a table map cannot be read.</exception>
    public static WebApplication Build(string[] args) => Build(args, _ => { });

    internal static WebApplication Build(string[] args, Action<IServiceCollection> change)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = StartArguments.With(args),
                ApplicationName = typeof(ConnectorApplication).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        Quieten(builder.Logging);
        AddSecurity(builder);
        AddTelemetry(builder);
        AddParts(builder.Services);
        change(builder.Services);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var application = builder.Build();
        application.UseSecurityHeaders();
        application.UseExceptionHandler(_ => { });
        application.UseRateLimiter();
        application.UseAuthentication();
        application.UseAuthorization();
        application.MapHealth();
        MessageEndpoint.Map(application);
        PostingEndpoint.Map(application);
        FinanceSourceEndpoints.Map(application);
        AdministrationEndpoints.Map(application);
        return application;
    }

    // What a person has to know, the connector says itself; commands, requests and their parameters are no business of a log.
    private static void Quieten(ILoggingBuilder logging)
    {
        foreach (var category in new[] { "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "System.Net.Http", "Hangfire" })
        {
            logging.AddFilter(category, LogLevel.Warning);
        }

        // A failed start is thrown to whoever started the host, with its code.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }

    private static void AddParts(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<StepProbe>();
        services.AddSingleton(provider => ConnectorSettings.Read(Configuration(provider)));
        services.AddDbContextFactory<ConnectorContext>(
            (provider, options) =>
                options
                    .UseSqlite(Configuration(provider)["Storage:ConnectionString"] ?? StorageSetup.DefaultConnectionString)
                    .AddInterceptors(provider.GetServices<IInterceptor>())
        );
        services.AddSingleton<RowStore>();
        services.AddSingleton(provider => new DataverseClient(
            RemoteOptions.Read(Configuration(provider), "Dataverse"),
            RetryOptions.Read(Configuration(provider)),
            Setting.Read(Configuration(provider), "Dataverse:PageSize", 2000, 1, 5000),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(provider => new FinanceClient(
            RemoteOptions.Read(Configuration(provider), "Finance"),
            RetryOptions.Read(Configuration(provider)),
            FinanceProfileReader.Read(Configuration(provider)),
            set => Configuration(provider)[$"Finance:Sets:{set}"] ?? set,
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(provider => new SignatureCheck(
            Setting.SigningSecret(Configuration(provider), "Signing:Secret"),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<TableMapBinder>();
        services.AddSingleton<MapTimeZone>();
        services.AddSingleton<RowMappers>();
        services.AddSingleton(provider => new TableMapCatalog(
            TableMapReader.ReadFolder(Configuration(provider)["TableMaps:Folder"] ?? Path.Combine(AppContext.BaseDirectory, "TableMaps")),
            provider.GetRequiredService<TableMapBinder>(),
            provider.GetRequiredService<DataverseClient>(),
            provider.GetRequiredService<FinanceClient>()
        ));
        MessageLimit.Add(services);
        services.AddExceptionHandler<UnexpectedAnswers>();
        services.AddStorageHealth<ConnectorContext>(StorageFailure.Describe);
        services.AddSingleton<MessageInbox>();
        services.AddSingleton<FinanceSources>();
        services.AddSingleton<RecordedNumbers>();
        services.AddSingleton<LostInvoices>();
        services.AddSingleton<EarlierPostings>();
        services.AddSingleton<PostingInbox>();
        services.AddSingleton<PollPendingMessages>();
        services.AddSingleton<DeliveryGate>();
        services.AddSingleton<ProposalHeaders>();
        services.AddSingleton<DeliverHeaders>();
        services.AddSingleton<WithdrawInvoices>();
        services.AddSingleton<RowsAgain>();
        services.AddSingleton<Reconcile>();
        services.AddSingleton<ReadChanges>();
        services.AddSingleton<DeliverRows>();
        services.AddSingleton<SynchronizeChanges>();
        services.AddSingleton<RecordPostings>();
        services.AddSingleton<ConnectorWork>();
        services.AddSingleton<StatusErrors>();
        services.AddSingleton<HeldRecords>();
        services.AddSingleton<WorkScheduler>();
        services.AddHostedService<StartUp>();
        services.AddHostedService(provider => provider.GetRequiredService<WorkScheduler>());
    }

    private static void AddSecurity(WebApplicationBuilder builder)
    {
        JwtSecurityTokenHandler.DefaultMapInboundClaims = false;
        KeysOfThisProcess.Keep(builder.Services);
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder
            .Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IConfiguration, IServer>(
                (options, configuration, server) =>
                {
                    options.Authority = configuration["Authentication:Authority"];
                    options.RequireHttpsMetadata =
                        !(Uri.TryCreate(options.Authority, UriKind.Absolute, out var authority) && authority.IsLoopback)
                        && !Setting.AllowsPlainHttp(configuration);
                    options.MapInboundClaims = false;
                    options.TokenValidationParameters.RoleClaimType = "roles";
                    options.TokenValidationParameters.NameClaimType = "sub";
                    options.TokenValidationParameters.AudienceValidator = (audiences, _, _) =>
                        audiences.Any(audience => IsOwn(audience, configuration, server));
                }
            );
        builder
            .Services.AddAuthorizationBuilder()
            .AddPolicy(ConnectorRoles.Posting, policy => policy.RequireAuthenticatedUser().RequireRole(ConnectorRoles.Posting))
            .AddPolicy(ConnectorRoles.Administrator, policy => policy.RequireAuthenticatedUser().RequireRole(ConnectorRoles.Administrator))
            .SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    // The audience is the host's address; where the address is chosen when the host starts, it is the one it then listens on.
    private static bool IsOwn(string audience, IConfiguration configuration, IServer server) =>
        configuration["Authentication:Audience"] is { Length: > 0 } configured
            ? string.Equals(audience.TrimEnd('/'), configured.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
            : server
                .Features.Get<IServerAddressesFeature>()
                ?.Addresses.Any(address => string.Equals(audience.TrimEnd('/'), address.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)) == true;

    private static void AddTelemetry(WebApplicationBuilder builder)
    {
        var endpoint = builder.Configuration["OpenTelemetry:Endpoint"];
        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("project-invoice-connector"))
            .WithTracing(tracing =>
            {
                tracing.AddSource(ConnectorTelemetry.SourceName).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation();
                if (!string.IsNullOrEmpty(endpoint))
                {
                    tracing.AddOtlpExporter(exporter => exporter.Endpoint = new Uri(endpoint));
                }
            });
    }

    private static IConfiguration Configuration(IServiceProvider provider) => provider.GetRequiredService<IConfiguration>();
}
