using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector;

/// <summary>Checks the settings, reads the table maps and opens the database before anything is received.</summary>
internal sealed class StartUp(IServiceProvider services) : IHostedService
{
    private static readonly string[] OptionalAddresses = ["Authentication:Authority", "OpenTelemetry:Endpoint"];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<ConnectorSettings>();
        var configuration = services.GetRequiredService<IConfiguration>();
        foreach (var key in OptionalAddresses.Where(key => !string.IsNullOrEmpty(configuration[key])))
        {
            Setting.Address(configuration, key);
        }

        services.GetRequiredService<SignatureCheck>();
        services.GetRequiredService<DataverseClient>();
        services.GetRequiredService<FinanceClient>();
        services.GetRequiredService<TableMapCatalog>();
        await StorageSetup.MigrateAsync(services, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
