namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>The database of this project's tests: PostgreSQL.</summary>
internal static class ChosenDatabase
{
    public const bool IsPostgreSql = true;

    public static Task<TestDatabase> CreateAsync() => PostgreSqlTestDatabase.CreateAsync();

    public static Task<TestDatabase> NewAsync() => PostgreSqlTestDatabase.NewAsync();
}
