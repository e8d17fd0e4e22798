using Microsoft.EntityFrameworkCore;
using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Connector.Storage;

/// <summary>Contexts of the database that the settings name.</summary>
internal sealed class ConnectorContexts(IServiceProvider services, DatabaseSettings settings) : IDbContextFactory<ConnectorContext>
{
    public ConnectorContext CreateDbContext() =>
        settings.IsPostgreSql
            ? services.GetRequiredService<IDbContextFactory<PostgreSqlConnectorContext>>().CreateDbContext()
            : services.GetRequiredService<IDbContextFactory<SqliteConnectorContext>>().CreateDbContext();

    public Task<ConnectorContext> CreateDbContextAsync(CancellationToken cancellationToken = default) => Task.FromResult(CreateDbContext());
}
