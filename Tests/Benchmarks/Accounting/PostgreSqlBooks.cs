using Npgsql;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Tests.PostgreSql;

namespace Benchmarks.Accounting;

/// <summary>A database on the PostgreSQL server of this process.</summary>
internal sealed class PostgreSqlBooks : BenchmarkBooks
{
    private readonly PostgreSqlServer server;
    private readonly string name = $"finance_{Guid.NewGuid():N}";

    private PostgreSqlBooks(PostgreSqlServer server) => this.server = server;

    public override string ConnectionString => server.ConnectionString(name);

    public static async Task<BenchmarkBooks> CreateAsync() => new PostgreSqlBooks(await PostgreSqlServer.StartedAsync());

    /// <summary>COPY in binary form.</summary>
    public override async Task BulkInsertAsync(TableShape table, IReadOnlyList<object[]> rows, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellation);
        var names = table.Inserted.Select(column => $"\"{column.ColumnName}\"");
        var types = table.Inserted.Select(column => column.StoreType).ToArray();
        await using (
            var copy = await connection.BeginBinaryImportAsync($"COPY \"{table.Table}\" ({string.Join(", ", names)}) FROM STDIN (FORMAT BINARY)", cancellation)
        )
        {
            foreach (var row in rows)
            {
                await copy.StartRowAsync(cancellation);
                for (var index = 0; index < types.Length; index++)
                {
                    await copy.WriteAsync(row[index], types[index], cancellation);
                }
            }

            await copy.CompleteAsync(cancellation);
        }
    }

    protected override async ValueTask DropAsync()
    {
        using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await server.ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }
}
