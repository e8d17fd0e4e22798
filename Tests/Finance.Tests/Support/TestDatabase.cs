using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>A database of finance for one test, migrated and empty, or a copy of another one. It is dropped with the test.</summary>
internal abstract class TestDatabase : IAsyncDisposable
{
    public abstract string ConnectionString { get; }

    public static Task<TestDatabase> CreateAsync() => ChosenDatabase.CreateAsync();

    /// <summary>A database that nobody has made yet.</summary>
    public static Task<TestDatabase> NewAsync() => ChosenDatabase.NewAsync();

    /// <summary>A copy of what is committed. Other connections to this database may be closed for it; they are opened again by themselves.</summary>
    public abstract Task<TestDatabase> ForkAsync();

    /// <summary>Lets no one reach the database, or lets them again.</summary>
    public abstract Task SetReachableAsync(bool isReachable);

    public abstract ValueTask DisposeAsync();

    /// <summary>Migrates the database of a connection string.</summary>
    protected static async Task MigrateAsync(string connectionString)
    {
        await using var application = FinanceApplication.Build([$"--Storage:ConnectionString={connectionString}", "--Logging:LogLevel:Default=None"]);
        await application.Services.GetRequiredService<FinanceDatabase>().MigrateAsync(CancellationToken.None);
    }
}
