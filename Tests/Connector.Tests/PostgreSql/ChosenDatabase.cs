namespace ProjectInvoice.Connector.Tests;

/// <summary>The database of this project's tests: PostgreSQL.</summary>
internal static class ChosenDatabase
{
    public static async Task<TestDatabase> CreateAsync(string folder) => await PostgreSqlTestDatabase.CreateAsync();
}
