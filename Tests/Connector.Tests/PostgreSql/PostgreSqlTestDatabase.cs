using Microsoft.EntityFrameworkCore;
using Npgsql;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Connector.Tests;

/// <summary>A database of the server that runs for these tests, cloned from one that was migrated once.</summary>
internal sealed class PostgreSqlTestDatabase : TestDatabase
{
    private static readonly Lazy<Task<string>> Template = new(MigratedAsync);

    private readonly PostgreSqlServer server;
    private readonly string name = NewName();

    private PostgreSqlTestDatabase(PostgreSqlServer server) => this.server = server;

    public override string ConnectionString => server.ConnectionString(name);

    public static async Task<PostgreSqlTestDatabase> CreateAsync()
    {
        var template = await Template.Value;
        var database = new PostgreSqlTestDatabase(await PostgreSqlServer.StartedAsync());
        await database.server.CloneAsync(template, database.name);
        return database;
    }

    /// <summary>One that is not there yet.</summary>
    public static async Task<PostgreSqlTestDatabase> NewAsync() => new(await PostgreSqlServer.StartedAsync());

    public override void CloseConnections()
    {
        // Pools go by the text of their connection string, and the connector adds to what it is given.
        using var connection = new NpgsqlConnection(DatabaseSettings.Of(ConnectionString, StorageServices.Adapt)!.ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    public override Task LoseAsync() => server.ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    public override async Task<bool> IsThereAsync()
    {
        try
        {
            await ExecuteAsync("SELECT 1");
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return false;
        }
    }

    /// <summary>Carries out a statement in it.</summary>
    public async Task ExecuteAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Sets what holds for every session of it, and ends those that are there.</summary>
    public async Task AlterAsync(string change)
    {
        await server.ExecuteAsync($"ALTER DATABASE {name} {change}");
        await server.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    }

    public override async ValueTask DisposeAsync()
    {
        CloseConnections();
        await LoseAsync();
    }

    private static string NewName() => $"connector_{Guid.NewGuid():N}";

    private static async Task<string> MigratedAsync()
    {
        var database = new PostgreSqlTestDatabase(await PostgreSqlServer.StartedAsync());
        await using var context = new PostgreSqlConnectorContext(
            new DbContextOptionsBuilder<PostgreSqlConnectorContext>().UseNpgsql(database.ConnectionString).Options
        );
        await context.Database.MigrateAsync();
        return database.name;
    }
}
