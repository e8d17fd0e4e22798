namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>The database of this project's tests: SQLite. The project Finance.Tests.PostgreSql runs the same tests with a choice of its own.</summary>
internal static class ChosenDatabase
{
    public const bool IsPostgreSql = false;

    public static Task<TestDatabase> CreateAsync() => SqliteTestDatabase.CreateAsync();

    public static Task<TestDatabase> NewAsync() => SqliteTestDatabase.NewAsync();
}
