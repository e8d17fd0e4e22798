using Microsoft.Data.Sqlite;
using ProjectInvoice.Finance.Storage;

namespace Benchmarks.Accounting;

/// <summary>A SQLite file in a folder of its own.</summary>
internal sealed class SqliteBooks : BenchmarkBooks
{
    private readonly string folder = Directory.CreateTempSubdirectory("finance-benchmark-").FullName;

    public override string ConnectionString => $"Data Source={Path.Combine(folder, "finance.db")}";

    /// <summary>One prepared insert, executed for each row.</summary>
    public override async Task BulkInsertAsync(TableShape table, IReadOnlyList<object[]> rows, CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.Transaction = (SqliteTransaction)transaction;
        var names = table.Inserted.Select(column => $"\"{column.ColumnName}\"");
        command.CommandText =
            $"INSERT INTO \"{table.Table}\" ({string.Join(", ", names)}) VALUES ({string.Join(", ", table.Inserted.Select((_, index) => $"$p{index}"))})";
        var parameters = table.Inserted.Select((_, index) => command.Parameters.Add(new SqliteParameter { ParameterName = $"$p{index}" })).ToArray();
        command.Prepare();
        foreach (var row in rows)
        {
            for (var index = 0; index < parameters.Length; index++)
            {
                parameters[index].Value = row[index];
            }

            command.ExecuteNonQuery();
        }

        await transaction.CommitAsync(cancellation);
    }

    protected override ValueTask DropAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
