using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Storage;

/// <summary>One prepared statement a table, executed once a row.</summary>
internal sealed class SqliteRowWriter(DbContext context, DbConnection connection, DbTransaction transaction) : IRowWriter
{
    private readonly Dictionary<string, DbCommand> commands = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<T>> InsertAsync<T>(IEnumerable<T> rows, CancellationToken cancellation)
        where T : class
    {
        var shape = TableShape.Of<T>(context);
        var columns = shape.Inserted;
        var command = Prepared(
            $"INSERT INTO \"{shape.Table}\" ({string.Join(", ", columns.Select(Quoted))}) VALUES ({Parameters(0, columns.Count)}) ON CONFLICT DO NOTHING",
            columns.Count
        );
        var known = new List<T>();
        foreach (var row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var index = 0; index < columns.Count; index++)
            {
                command.Parameters[index].Value = columns[index].Stored(row);
            }

            if (await command.ExecuteNonQueryAsync(cancellation) == 0)
            {
                known.Add(row);
            }
        }

        return known;
    }

    public async Task<int> UpdateAsync<T>(
        IEnumerable<T> rows,
        IReadOnlyList<string> columns,
        (string Property, object? Value)? guard,
        CancellationToken cancellation
    )
        where T : class
    {
        var shape = TableShape.Of<T>(context);
        var written = columns.Select(shape.Column).ToList();
        var guarded = guard is { } condition ? shape.Column(condition.Property) : null;
        var where = shape.Keys.Select((column, index) => $"{Quoted(column)} = $p{written.Count + index}").ToList();
        if (guarded is not null)
        {
            where.Add($"{Quoted(guarded)} IS $p{written.Count + shape.Keys.Count}");
        }

        var command = Prepared(
            $"UPDATE \"{shape.Table}\" SET {string.Join(", ", written.Select((column, index) => $"{Quoted(column)} = $p{index}"))} WHERE "
                + $"{string.Join(" AND ", where)}",
            written.Count + where.Count
        );
        if (guarded is not null)
        {
            command.Parameters[written.Count + shape.Keys.Count].Value = guarded.Convert(guard!.Value.Value);
        }

        var matched = 0;
        foreach (var row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var index = 0; index < written.Count; index++)
            {
                command.Parameters[index].Value = written[index].Stored(row);
            }

            for (var index = 0; index < shape.Keys.Count; index++)
            {
                command.Parameters[written.Count + index].Value = shape.Keys[index].Stored(row);
            }

            matched += await command.ExecuteNonQueryAsync(cancellation);
        }

        return matched;
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }
    }

    private DbCommand Prepared(string text, int parameters)
    {
        if (commands.TryGetValue(text, out var known))
        {
            return known;
        }

        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        for (var index = 0; index < parameters; index++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"$p{index}";
            command.Parameters.Add(parameter);
        }

        commands[text] = command;
        return command;
    }

    private static string Parameters(int from, int count) => string.Join(", ", Enumerable.Range(from, count).Select(index => $"$p{index}"));

    private static string Quoted(TableColumn column) => $"\"{column.ColumnName}\"";
}
