using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using ProjectInvoice.ServiceDefaults.Settings;
using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Connector.Storage;

/// <summary>Registers the database that Storage:ConnectionString names.</summary>
internal static class StorageServices
{
    private const string Key = "Storage:ConnectionString";

    private const string DefaultFile = "connector.db";

    public static void AddStorage(this IServiceCollection services)
    {
        services.AddCheckedAtStart(provider => Settings(provider.GetRequiredService<IConfiguration>()));
        services.AddDbContextFactory<SqliteConnectorContext>(
            (provider, options) => options.UseSqlite(ConnectionString(provider)).AddInterceptors(provider.GetServices<IInterceptor>())
        );
        services.AddDbContextFactory<PostgreSqlConnectorContext>(
            (provider, options) =>
                options
                    .UseNpgsql(ConnectionString(provider))
                    .AddInterceptors(new ClaimFence(), new FencedWrites())
                    .AddInterceptors(provider.GetServices<IInterceptor>())
        );
        services.AddSingleton<IDbContextFactory<ConnectorContext>, ConnectorContexts>();
        services.AddStorageHealth<ConnectorContext>(StorageFailure.Describe);
        services.AddSingleton(ClaimTimes.Default);
        services.AddSingleton<SharedClaims>();
        services.AddSingleton<IClaims>(provider =>
            provider.GetRequiredService<DatabaseSettings>().IsPostgreSql ? provider.GetRequiredService<SharedClaims>() : new SoleClaims()
        );
        services.AddSingleton<OnlyProcess>();
        services.AddSingleton<PendingRows>();
        services.AddSingleton<DeliveredRows>();
        services.AddSingleton<KnownRows>();
        services.AddSingleton<HeldRows>();
    }

    /// <exception cref="ConnectorException">PINV3010: the setting names no database.</exception>
    public static DatabaseSettings Settings(IConfiguration configuration) =>
        DatabaseSettings.Of(configuration[Key] ?? DefaultFile, Adapt) ?? throw new ConnectorException(SettingErrors.NoDatabase.For($"Setting {Key}"));

    /// <summary>Nothing is left in a session that would have to be reset: behind a pooler the reset would meet the session of somebody else.</summary>
    public static void Adapt(NpgsqlConnectionStringBuilder builder)
    {
        builder.NoResetOnClose = true;
        builder.ApplicationName ??= "Connector";
    }

    private static string ConnectionString(IServiceProvider provider) => provider.GetRequiredService<DatabaseSettings>().ConnectionString;
}
