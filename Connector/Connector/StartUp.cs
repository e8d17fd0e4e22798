using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector;

/// <summary>Checks what only an address names, and opens the database, before anything is received.</summary>
internal sealed class StartUp(IServiceProvider services) : IHostedService
{
    private static readonly string[] OptionalAddresses = ["Authentication:Authority", "OpenTelemetry:Endpoint"];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        foreach (var key in OptionalAddresses.Where(key => !string.IsNullOrEmpty(configuration[key])))
        {
            Setting.Address(configuration, key);
        }

        await StorageSetup.MigrateAsync(services, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
