using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Connector.Storage;

/// <summary>Opens the database when the host starts and brings it to the current version.</summary>
internal static class StorageSetUp
{
    public const string DefaultConnectionString = "Data Source=connector.db";

    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<ConnectorContext>>();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var file = new SqliteConnectionStringBuilder(context.Database.GetConnectionString()).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        await context.Database.MigrateAsync(cancellation);

        // Readers and the one writer do not wait for each other.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);
    }
}
