using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>A database with the storage layer of finance on it, and nothing that listens or works.</summary>
internal sealed class OpenedDatabase : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly WebApplication application;

    private OpenedDatabase(TestDatabase database, WebApplication application)
    {
        this.database = database;
        this.application = application;
    }

    public FinanceDatabase Finance => application.Services.GetRequiredService<FinanceDatabase>();

    public static async Task<OpenedDatabase> CreateAsync()
    {
        var database = await TestDatabase.CreateAsync();
        return new OpenedDatabase(
            database,
            FinanceApplication.Build([$"--Storage:ConnectionString={database.ConnectionString}", "--Logging:LogLevel:Default=None"])
        );
    }

    /// <summary>Does something in a transaction and commits it.</summary>
    public async Task<T> WriteAsync<T>(Func<FinanceSession, Task<T>> write)
    {
        await using var session = await Finance.BeginAsync(CancellationToken.None);
        var result = await write(session);
        await session.CommitAsync(CancellationToken.None);
        return result;
    }

    public async Task<T> ReadAsync<T>(Func<FinanceContext, Task<T>> read)
    {
        await using var context = await Finance.ReadAsync(CancellationToken.None);
        return await read(context);
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        await database.DisposeAsync();
    }
}
