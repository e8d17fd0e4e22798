using Npgsql;
using ProjectInvoice.Finance.Scheduling;
using ProjectInvoice.ServiceDefaults.Work;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>A database of the server that runs for these tests, cloned from one that was migrated once.</summary>
internal sealed class PostgreSqlTestDatabase : TestDatabase
{
    private static readonly Lazy<Task<string>> Template = new(MigratedAsync);

    private readonly PostgreSqlServer server;
    private readonly string name = $"finance_{Guid.NewGuid():N}";

    private PostgreSqlTestDatabase(PostgreSqlServer server) => this.server = server;

    public override string ConnectionString => server.ConnectionString(name);

    public static new async Task<TestDatabase> CreateAsync()
    {
        var template = await Template.Value;
        var database = new PostgreSqlTestDatabase(await PostgreSqlServer.StartedAsync());
        await database.server.CloneAsync(template, database.name);
        return database;
    }

    public static new async Task<TestDatabase> NewAsync() => new PostgreSqlTestDatabase(await PostgreSqlServer.StartedAsync());

    public override async Task<TestDatabase> ForkAsync()
    {
        var fork = new PostgreSqlTestDatabase(server);
        await server.CloneAsync(name, fork.name);
        return fork;
    }

    public override async Task SetReachableAsync(bool isReachable)
    {
        await server.ExecuteAsync($"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS {isReachable}");
        if (!isReachable)
        {
            await server.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        }
    }

    public override async ValueTask DisposeAsync()
    {
        ClearPool();
        await server.ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private void ClearPool()
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    private static async Task<string> MigratedAsync()
    {
        var database = new PostgreSqlTestDatabase(await PostgreSqlServer.StartedAsync());
        await MigrateAsync(database.ConnectionString);
        await WorkStorage.InPostgreSqlAsync(database.ConnectionString, WorkSchedule.Schema, CancellationToken.None);
        return database.name;
    }
}
