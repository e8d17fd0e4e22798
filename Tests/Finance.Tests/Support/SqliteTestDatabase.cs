using Microsoft.Data.Sqlite;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>A SQLite file in a folder of its own.</summary>
internal sealed class SqliteTestDatabase : TestDatabase
{
    private static readonly Lazy<Task<byte[]>> Template = new(MigratedAsync);

    private readonly string folder = Directory.CreateTempSubdirectory("finance-tests-").FullName;

    private SqliteTestDatabase() { }

    public string File => Path.Combine(folder, "finance.db");

    public override string ConnectionString => $"Data Source={File}";

    public static new async Task<TestDatabase> CreateAsync()
    {
        var database = new SqliteTestDatabase();
        await System.IO.File.WriteAllBytesAsync(database.File, await Template.Value);
        return database;
    }

    public static new Task<TestDatabase> NewAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());

    public override async Task<TestDatabase> ForkAsync()
    {
        var fork = new SqliteTestDatabase();
        await using var source = new SqliteConnection($"{ConnectionString};Pooling=False");
        await using var target = new SqliteConnection($"{fork.ConnectionString};Pooling=False");
        await source.OpenAsync();
        await target.OpenAsync();
        source.BackupDatabase(target);
        return fork;
    }

    public override Task SetReachableAsync(bool isReachable)
    {
        var away = File + ".away";
        System.IO.File.Move(isReachable ? away : File, isReachable ? File : away);
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        // Only the connections of this file: other tests run beside this one.
        using (var connection = new SqliteConnection(ConnectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<byte[]> MigratedAsync()
    {
        var database = new SqliteTestDatabase();
        await MigrateAsync($"{database.ConnectionString};Pooling=False");
        var bytes = await System.IO.File.ReadAllBytesAsync(database.File);
        Directory.Delete(database.folder, recursive: true);
        return bytes;
    }
}
