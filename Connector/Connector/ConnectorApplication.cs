using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProjectInvoice.Connector.Api;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Delivery;
using ProjectInvoice.Connector.Documents;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Http;
using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Invoices;
using ProjectInvoice.Connector.Postings;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;
using ProjectInvoice.Connector.Telemetry;
using ProjectInvoice.Connector.Work;
using ProjectInvoice.ServiceDefaults;
using ProjectInvoice.ServiceDefaults.Health;
using ProjectInvoice.ServiceDefaults.Http;
using ProjectInvoice.ServiceDefaults.Settings;
using ProjectInvoice.ServiceDefaults.SignIn;
using ProjectInvoice.ServiceDefaults.Telemetry;

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
        var builder = Builder(args, change);
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
        InvoiceEndpoints.Map(application);
        return application;
    }

    /// <summary>The same parts with the same settings, for a command: nothing of it is started, and its output is its own.</summary>
    internal static WebApplication BuildForCommand(string[] args, Action<IServiceCollection> change)
    {
        var builder = Builder(args, change);
        builder.Logging.ClearProviders();
        return builder.Build();
    }

    /// <summary>Where the table maps are.</summary>
    internal static string TableMapsFolder(IConfiguration configuration) =>
        configuration["TableMaps:Folder"] ?? Path.Combine(AppContext.BaseDirectory, "TableMaps");

    private static WebApplicationBuilder Builder(string[] args, Action<IServiceCollection> change)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = StartArguments.With(args),
                ApplicationName = typeof(ConnectorApplication).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        AddSecurity(builder.Services);
        builder.AddTelemetry("project-invoice-connector", ConnectorTelemetry.SourceName);
        AddParts(builder.Services);
        change(builder.Services);
        return builder;
    }

    private static void AddParts(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(OutboundTransport.Sockets);
        services.AddSingleton<StepProbe>();
        services.AddCheckedAtStart(provider => ConnectorSettings.Read(Configuration(provider)));
        services.AddStorage();
        services.AddCheckedAtStart(provider => new DataverseClient(
            RemoteOptions.Read(Configuration(provider), "Dataverse") with
            {
                Transport = provider.GetRequiredService<OutboundTransport>(),
            },
            RetryOptions.Read(Configuration(provider)),
            Setting.Read(Configuration(provider), "Dataverse:PageSize", 2000, 1, 5000),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddCheckedAtStart(provider => new FinanceClient(
            RemoteOptions.Read(Configuration(provider), "Finance") with
            {
                Transport = provider.GetRequiredService<OutboundTransport>(),
            },
            RetryOptions.Read(Configuration(provider)),
            FinanceProfileReader.Read(Configuration(provider)),
            set => Configuration(provider)[$"Finance:Sets:{set}"] ?? set,
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddCheckedAtStart(provider => new SignatureCheck(
            Setting.SigningSecret(Configuration(provider), "Signing:Secret"),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<TableMapBinder>();
        services.AddSingleton<MapTimeZone>();
        services.AddSingleton<RowMappers>();
        services.AddCheckedAtStart(provider => new TableMapCatalog(
            TableMapReader.ReadFolder(TableMapsFolder(Configuration(provider))).Suiting(provider.GetRequiredService<FinanceClient>().Profile),
            provider.GetRequiredService<TableMapBinder>(),
            provider.GetRequiredService<DataverseClient>(),
            provider.GetRequiredService<FinanceClient>()
        ));
        MessageLimit.Add(services);
        services.AddExceptionHandler<UnexpectedAnswers>();
        services.AddSingleton<MessageInbox>();
        services.AddSingleton<FinanceSources>();
        services.AddSingleton<RecordedNumbers>();
        services.AddSingleton<LostInvoices>();
        services.AddSingleton<EarlierPostings>();
        services.AddSingleton<PostingInbox>();
        services.AddSingleton<PollPendingMessages>();
        services.AddSingleton<DeliveryGate>();
        services.AddSingleton<ProposalHeaders>();
        services.AddSingleton<PreviewRow>();
        services.AddSingleton<DocumentLines>();
        services.AddSingleton<UnbilledInvoices>();
        services.AddSingleton<DeliverDocuments>();
        services.AddSingleton<DeliverHeaders>();
        services.AddSingleton<WithdrawInvoices>();
        services.AddSingleton<RowsAgain>();
        services.AddSingleton<Retries>();
        services.AddSingleton<TellInvoices>();
        services.AddSingleton<Reconcile>();
        services.AddSingleton<ReadChanges>();
        services.AddSingleton<DeliverRows>();
        services.AddSingleton<SynchronizeChanges>();
        services.AddSingleton<PostedRates>();
        services.AddSingleton<PostedInvoices>();
        services.AddSingleton<PostedJournalLines>();
        services.AddSingleton<PollPostings>();
        services.AddSingleton<RecordPostings>();
        services.AddSingleton<ConnectorWork>();
        services.AddSingleton<StatusErrors>();
        services.AddSingleton<StatusReport>();
        services.AddSingleton<HeldRecords>();
        services.AddSingleton<StoredInvoices>();
        services.AddSingleton<ToldInvoices>();
        services.AddSingleton<InvoiceOverview>();
        services.AddSingleton<ResendInvoice>();
        services.AddSingleton<WorkScheduler>();
        services.AddHostedService<StartUp>();
        services.AddHostedService<ClaimKeeper>();
        services.AddHostedService<QueueMetrics>();
        services.AddHostedService(provider => provider.GetRequiredService<WorkScheduler>());
    }

    private static void AddSecurity(IServiceCollection services)
    {
        services.AddBearerTokens();
        services
            .AddAuthorizationBuilder()
            .AddPolicy(ConnectorRoles.Posting, policy => policy.RequireAuthenticatedUser().RequireRole(ConnectorRoles.Posting))
            .AddPolicy(ConnectorRoles.Administrator, policy => policy.RequireAuthenticatedUser().RequireRole(ConnectorRoles.Administrator))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    private static IConfiguration Configuration(IServiceProvider provider) => provider.GetRequiredService<IConfiguration>();
}
