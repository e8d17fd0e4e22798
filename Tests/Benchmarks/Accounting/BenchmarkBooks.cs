using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance;
using ProjectInvoice.Finance.Storage;

namespace Benchmarks.Accounting;

/// <summary>An empty, migrated database of finance; gone with the object.</summary>
internal abstract class BenchmarkBooks : IAsyncDisposable
{
    public const string Sqlite = "sqlite";
    public const string PostgreSql = "postgresql";

    public static readonly string[] Storages = [Sqlite, PostgreSql];

    private WebApplication? application;

    public abstract string ConnectionString { get; }

    /// <summary>Finance's own store in this process; nothing listens.</summary>
    public FinanceDatabase Database => application!.Services.GetRequiredService<FinanceDatabase>();

    public static async Task<BenchmarkBooks> CreateAsync(string storage)
    {
        BenchmarkBooks books = storage == PostgreSql ? await PostgreSqlBooks.CreateAsync() : new SqliteBooks();
        books.application = FinanceApplication.Build([$"--Storage:ConnectionString={books.ConnectionString}", "--Logging:LogLevel:Default=None"]);
        await books.Database.MigrateAsync(CancellationToken.None);
        return books;
    }

    /// <summary>Inserts rows by the database's own means, in one transaction. The values are ready before.</summary>
    public abstract Task BulkInsertAsync(TableShape table, IReadOnlyList<object[]> rows, CancellationToken cancellation);

    /// <summary>Clears the books away once nothing uses them any more.</summary>
    protected abstract ValueTask DropAsync();

    public async ValueTask DisposeAsync()
    {
        if (application is not null)
        {
            await application.DisposeAsync();
        }

        await DropAsync();
    }
}
