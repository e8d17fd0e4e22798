using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.OData;
using Microsoft.AspNetCore.OData.Batch;
using Microsoft.AspNetCore.OData.Formatter.Serialization;
using Microsoft.AspNetCore.OData.Query.Expressions;
using Microsoft.AspNetCore.OData.Routing.Controllers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;
using ProjectInvoice.Finance.Agreement;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Documents;
using ProjectInvoice.Finance.Edits;
using ProjectInvoice.Finance.Identity;
using ProjectInvoice.Finance.Import;
using ProjectInvoice.Finance.Journal;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Outbox;
using ProjectInvoice.Finance.Posting;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Review;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Telemetry;
using ProjectInvoice.Finance.Withdrawal;
using ProjectInvoice.Finance.Work;
using ProjectInvoice.Finance.WriteBack;
using ProjectInvoice.ServiceDefaults;
using ProjectInvoice.ServiceDefaults.Health;
using ProjectInvoice.ServiceDefaults.Http;
using ProjectInvoice.ServiceDefaults.Storage;
using ProjectInvoice.ServiceDefaults.Telemetry;

namespace ProjectInvoice.Finance;

/// <summary>The embedded finance application as a web host.</summary>
public static class FinanceApplication
{
    /// <summary>Builds the host; nothing listens before it is started.</summary>
    /// <param name="args">Configuration as --Key=Value: urls, Storage:ConnectionString, Authentication:Authority, Authentication:Audience, Callback:Url,
    /// Callback:ClientId, Callback:ClientSecret, Callback:Scope, DefaultCompany.</param>
    /// <returns>The host. Its database is created or brought up to date when it starts.</returns>
    public static WebApplication Build(string[] args) => Build(args, null);

    /// <summary>Runs finance until it is told to stop. What keeps it from starting is said in one line, as it is to be mended by who reads it.</summary>
    /// <param name="args">As for <see cref="Build(string[])"/>.</param>
    /// <param name="errors">Where that line goes.</param>
    /// <returns>The exit code: 0, or 1 when it could not start.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        try
        {
            await using var app = Build(args);
            await app.StartAsync();
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception exception) when (StartFailure(exception) is { } failure)
        {
            await errors.WriteLineAsync(failure);
            return 1;
        }
    }

    /// <summary>Builds the host with further services, registered before its own.</summary>
    internal static WebApplication Build(string[] args, Action<IServiceCollection>? services)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = StartArguments.With(args),
                ApplicationName = typeof(FinanceApplication).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        OutboundSettings.Require(builder.Configuration);
        AddLimits(builder);
        builder.AddTelemetry("project-invoice-finance", FinanceTelemetry.SourceName);

        services?.Invoke(builder.Services);
        AddFinance(builder.Services, builder.Configuration);
        var app = builder.Build();
        UsePipeline(app);
        MapEndpoints(app);
        return app;
    }

    private static void AddLimits(WebApplicationBuilder builder)
    {
        var limits = RequestLimits.From(builder.Configuration);
        builder.Services.AddSingleton(limits);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // What is beyond an address's own limit is answered in the form of finance; only what is far beyond is answered by the server.
            kestrel.Limits.MaxRequestBodySize = limits.RecordBytes;
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = 4 * RequestLimits.AddressCharacters;
        });
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseRequestTimeouts();
        app.UseMiddleware<ErrorsAnswered>();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseODataBatching();

        // Once more for the requests inside a batch, whose answers are put together further out.
        app.UseMiddleware<ErrorsAnswered>();
        app.UseRouting();
        app.UseMiddleware<ExactAddresses>();
        app.UseMiddleware<RequestLimitsKept>();
        app.UseAuthorization();
        app.UseMiddleware<BodyEncodings>();
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapControllers();
        app.MapData();
        app.MapOperations();
        app.MapJournals();
        app.MapProposals();
        app.MapLedger();
        app.MapPosting();
        app.MapIdentity();
        app.MapOutbox();
        app.MapHealth();
        app.MapJobs();
        app.MapOpenApi();
    }

    private static string? StartFailure(Exception exception) =>
        exception is FinanceRefusal ? exception.Message
        : DatabaseFailure.KindOf(exception) is { } kind ? StorageErrors.Describe(kind)
        : null;

    private static void AddFinance(IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(OutboundTransport.Sockets);
        AddStorage(services, StorageSettings.From(configuration));
        AddSetup(services);
        services.AddSingleton<JournalImport>();
        services.AddSingleton<ProposalImport>();
        services.AddSingleton<DeleteAllLines>();
        services.AddSingleton<WithdrawInvoice>();
        services.AddSingleton<ProposalReviews>();
        services.AddSingleton<LateRows>();
        services.AddSingleton<ImportFromStaging>();
        services.AddSingleton<JournalClaim>();
        services.AddSingleton<PostJournals>();
        services.AddSingleton<ResetJournal>();
        services.AddSingleton<AdjustAccounting>();
        services.AddSingleton<PostProposal>();
        services.AddSingleton<InvoiceDocuments>();
        services.AddSingleton<BooksAgreement>();
        services.AddSingleton<ErrorAnswers>();
        services.AddSingleton<TrialBalances>();
        services.AddFinanceAuthentication();
        services.AddThrottling(configuration);
        services.AddRequestTimeout(configuration);
        services.AddOperationDescriptions();
        AddCallbacks(services);
        services.AddWork();
        AddEdits(services);
        AddOData(services);
    }

    private static void AddSetup(IServiceCollection services)
    {
        services.AddSingleton<SetupStore>();
        services.AddSingleton<SetupChanges>();
        services.AddSingleton<ICompanyUse, StagedActualsOfCompany>();
        services.AddSingleton<ICompanyUse, ProposalsOfCompany>();
        services.AddSingleton<IVoucherDays, VoucherDays>();
        services.AddSingleton<ISetupFollower, DraftRates>();
        services.AddSingleton<IArrival<ContractLineMilestone>, MilestoneArrival>();
    }

    private static void AddStorage(IServiceCollection services, StorageSettings settings)
    {
        services.AddSingleton(settings);
        if (settings.IsPostgreSql)
        {
            services.AddDbContextFactory<PostgreSqlFinanceContext>(
                (provider, options) =>
                    options.UseNpgsql(settings.ConnectionString).AddInterceptors(NullsFirst.Instance).AddInterceptors(provider.GetServices<IInterceptor>())
            );
            services.TryAddSingleton<IFinanceStorage, PostgreSqlStorage>();
            services.AddStorageHealth<PostgreSqlFinanceContext>(StorageErrors.Describe);
        }
        else
        {
            services.AddDbContextFactory<SqliteFinanceContext>(
                (provider, options) =>
                    options
                        .UseSqlite(settings.ConnectionString)
                        .ReplaceService<IMigrationsSqlGenerator, WholeMigrations>()
                        .AddInterceptors(new SqliteSettings())
                        .AddInterceptors(provider.GetServices<IInterceptor>())
            );
            services.TryAddSingleton<IFinanceStorage, SqliteStorage>();
            services.AddStorageHealth<SqliteFinanceContext>(StorageErrors.Describe);
        }

        services.AddSingleton<IMigrated, NewBooks>();
        services.AddSingleton<FinanceDatabase>();
    }

    private static void AddEdits(IServiceCollection services)
    {
        services.AddSingleton<EditableSets>();
        services.AddSingleton<IEditableSet, JournalLineEdits>();
        services.AddSingleton<IEditableSet, MilestoneDeletions>();
        services.AddSingleton<IEditableSet, OnAccountEdits>();
        services.AddSingleton<IEditableSet, ProposalEdits>();
        services.AddSingleton<IEditableSet, ProposalLineEdits>();
        foreach (var section in SetupSection.All)
        {
            services.AddSingleton<IEditableSet>(provider => ActivatorUtilities.CreateInstance<SetupEdits>(provider, section));
        }
    }

    private static void AddCallbacks(IServiceCollection services)
    {
        services.AddSingleton<CallbackRequest>();
        services.AddSingleton<CallbackSender>();
        services.AddSingleton<IPostingOutbox, CallbackOutbox>();
        services.AddSingleton<SendAgain>();
        services.AddSingleton<IToldNumbers, ConnectorNumbers>();
        services.AddSingleton<IForgottenParts, ForgottenParts>();
        services.AddSingleton<PostingGate>();
        services.AddHealthChecks().AddCheck<PostingGate>("numbers");
    }

    private static void AddOData(IServiceCollection services)
    {
        services.AddSingleton(FinanceModel.Model);
        services.AddSingleton<IApplicationModelProvider, SetRouting>();
        services
            .AddControllers()
            .AddOData(
                (options, provider) =>
                    AddRouting(options)
                        .Select()
                        .Filter()
                        .OrderBy()
                        .Count()
                        .SetMaxTop(null)
                        .SkipToken()
                        .AddRouteComponents("data", provider.GetRequiredService<IEdmModel>(), route => AddRoute(route, provider))
            )
            .ConfigureApplicationPartManager(parts =>
            {
                // Other hosts may live in this process: only finance's own controllers and the metadata belong here.
                parts.ApplicationParts.Clear();
                parts.ApplicationParts.Add(new AssemblyPart(typeof(FinanceApplication).Assembly));
                parts.ApplicationParts.Add(new AssemblyPart(typeof(MetadataController).Assembly));
                parts.FeatureProviders.Add(new SetControllers());
            });
    }

    private static void AddRoute(IServiceCollection route, IServiceProvider provider)
    {
        route.AddSingleton<IODataSerializerProvider>(inner => new VersionedSerializers(inner, provider.GetRequiredService<EditableSets>()));
        route.AddSingleton<IFilterBinder, TextFilter>();
        route.AddSingleton<ODataUriResolver>(new FilterLiterals { EnableCaseInsensitive = true });
        route.AddSingleton<ODataBatchHandler>(ActivatorUtilities.CreateInstance<FinanceBatchHandler>(provider));

        // The limits of finance come first: they are refused in its own form.
        route.AddSingleton(
            new ODataMessageReaderSettings
            {
                EnableMessageStreamDisposal = false,
                MessageQuotas = new ODataMessageQuotas
                {
                    MaxPartsPerBatch = int.MaxValue,
                    MaxOperationsPerChangeset = int.MaxValue,
                    MaxReceivedMessageSize = long.MaxValue,
                },
            }
        );
    }

    private static ODataOptions AddRouting(ODataOptions options)
    {
        options.Conventions.Add(new SetRouting());
        return options;
    }
}
