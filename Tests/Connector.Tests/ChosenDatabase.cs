namespace ProjectInvoice.Connector.Tests;

/// <summary>The database of this project's tests: SQLite. The project Connector.Tests.PostgreSql runs the same tests with a choice of its own.</summary>
internal static class ChosenDatabase
{
    public static Task<TestDatabase> CreateAsync(string folder) => Task.FromResult<TestDatabase>(new SqliteTestDatabase(folder));
}
