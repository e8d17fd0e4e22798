namespace ProjectInvoice.Finance.Tests;

/// <summary>Stops the PostgreSQL server once all tests have run.</summary>
[TestClass]
public static class ServerOfThisRun
{
    [AssemblyCleanup]
    public static Task StopAsync() => PostgreSqlServer.StopAsync();
}
