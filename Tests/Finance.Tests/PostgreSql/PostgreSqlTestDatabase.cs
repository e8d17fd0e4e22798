using Npgsql;

namespace Finance.Tests.Support;

/// <summary>A database of the server that runs for these tests, cloned from one that was migrated once.</summary>
internal sealed class PostgreSqlTestDatabase : TestDatabase
{
    private static readonly Lazy<Task<string>> Template = new(MigratedAsync);

    private readonly PostgreSqlServer _server;
    private readonly string _name = $"finance_{Guid.NewGuid():N}";

    private PostgreSqlTestDatabase(PostgreSqlServer server) => _server = server;

    public override string ConnectionString => _server.ConnectionString(_name);

    public static new async Task<TestDatabase> CreateAsync()
    {
        var template = await Template.Value;
        var database = new PostgreSqlTestDatabase(await PostgreSqlServer.StartedAsync());
        await database._server.CloneAsync(template, database._name);
        return database;
    }

    public static new async Task<TestDatabase> NewAsync() => new PostgreSqlTestDatabase(await PostgreSqlServer.StartedAsync());

    public override async Task<TestDatabase> ForkAsync()
    {
        var fork = new PostgreSqlTestDatabase(_server);
        await _server.CloneAsync(_name, fork._name);
        return fork;
    }

    public override async Task SetReachableAsync(bool isReachable)
    {
        await _server.ExecuteAsync($"ALTER DATABASE {_name} WITH ALLOW_CONNECTIONS {isReachable}");
        if (!isReachable)
        {
            await _server.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_name}'");
        }
    }

    public override async ValueTask DisposeAsync()
    {
        ClearPool();
        await _server.ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
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
        await Finance.Work.WorkStorage.InPostgreSqlAsync(database.ConnectionString, CancellationToken.None);
        return database._name;
    }
}
