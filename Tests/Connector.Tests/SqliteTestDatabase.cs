using Microsoft.Data.Sqlite;

namespace ProjectInvoice.Connector.Tests;

/// <summary>A file in the folder of the test.</summary>
internal sealed class SqliteTestDatabase(string folder) : TestDatabase
{
    public string File { get; } = Path.Combine(folder, "connector.db");

    public override string ConnectionString => $"Data Source={File}";

    public override void CloseConnections()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    public override Task LoseAsync()
    {
        foreach (var file in Directory.EnumerateFiles(folder, "connector.db*"))
        {
            System.IO.File.Delete(file);
        }

        return Task.CompletedTask;
    }

    public override Task<bool> IsThereAsync() => Task.FromResult(System.IO.File.Exists(File));

    public override ValueTask DisposeAsync()
    {
        CloseConnections();
        return ValueTask.CompletedTask;
    }
}
