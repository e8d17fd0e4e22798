using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Commands;

/// <summary>What one command works with: the parts of the host, and its output.</summary>
internal sealed record CommandScope(IServiceProvider Services, CommandOutput Output, CancellationToken Cancellation)
{
    public T Part<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Makes sure that the host's database is there, in the form that this version knows, or a later one, which only adds to it.</summary>
    /// <exception cref="ConnectorException">PINV3403: it is not.</exception>
    public async Task RequireDatabaseAsync()
    {
        await using var context = await Part<IDbContextFactory<ConnectorContext>>().CreateDbContextAsync(Cancellation);
        var applied = await context.Database.CanConnectAsync(Cancellation) ? await context.Database.GetAppliedMigrationsAsync(Cancellation) : [];
        if (context.Database.GetMigrations().Except(applied, StringComparer.Ordinal).Any())
        {
            throw new ConnectorException(CommandErrors.DatabaseNotReady.For(StorageFailure.Record));
        }
    }
}
