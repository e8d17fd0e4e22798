using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Finance.Storage;

/// <summary>One statement a page of rows, each column sent as an array.</summary>
internal sealed class PostgreSqlRowWriter(DbContext context, NpgsqlConnection connection, NpgsqlTransaction transaction) : IRowWriter
{
    private const int PageSize = 1000;

    public async Task<IReadOnlyList<T>> InsertAsync<T>(IEnumerable<T> rows, CancellationToken cancellation)
        where T : class
    {
        var shape = TableShape.Of<T>(context);
        var text = InsertText(shape);
        var known = new List<T>();
        foreach (var page in RowPages.Of(rows, PageSize, shape.UniqueKeys))
        {
            cancellation.ThrowIfCancellationRequested();
            await using var command = Command(text, shape.Inserted, page);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                known.Add(page[(int)reader.GetInt64(0) - 1]);
            }
        }

        return known;
    }

    public async Task<int> UpdateAsync<T>(IEnumerable<T> rows, IReadOnlyList<string> columns, (string Property, object? Value)? guard, CancellationToken cancellation)
        where T : class
    {
        var shape = TableShape.Of<T>(context);
        var written = columns.Select(shape.Column).ToList();
        var guarded = guard is { } condition ? shape.Column(condition.Property) : null;
        var text = UpdateText(shape, written, guarded);
        var matched = 0;
        foreach (var page in RowPages.Of(rows, PageSize, [shape.Keys]))
        {
            cancellation.ThrowIfCancellationRequested();
            await using var command = Command(text, [.. shape.Keys, .. written], page);
            if (guarded is not null)
            {
                command.Parameters.Add(new NpgsqlParameter { ParameterName = "guard", Value = guarded.Convert(guard!.Value.Value), DataTypeName = guarded.StoreType });
            }

            matched += await command.ExecuteNonQueryAsync(cancellation);
        }

        return matched;
    }

    public void Dispose()
    {
    }

    private static string InsertText(TableShape shape)
    {
        var columns = shape.Inserted;
        var key = shape.UniqueKeys[0];
        var text = new StringBuilder();
        text.Append($"WITH given AS (SELECT * FROM {Given(columns)} WITH ORDINALITY AS g({Names(columns)}, \"#\")), ");
        text.Append($"inserted AS (INSERT INTO \"{shape.Table}\" ({Names(columns)}) SELECT {Names(columns)} FROM given ORDER BY \"#\" ON CONFLICT DO NOTHING RETURNING {Names(key)}) ");
        text.Append($"SELECT \"#\" FROM given WHERE NOT EXISTS (SELECT FROM inserted WHERE {Equal("inserted", key, key.Select(Name))}) ORDER BY \"#\"");
        return text.ToString();
    }

    private static string UpdateText(TableShape shape, List<TableColumn> written, TableColumn? guarded)
    {
        var given = Enumerable.Range(0, shape.Keys.Count + written.Count).Select(index => $"c{index}").ToList();
        var set = written.Select((column, index) => $"{Name(column)} = g.{given[shape.Keys.Count + index]}");
        var text = new StringBuilder();
        text.Append($"UPDATE \"{shape.Table}\" AS t SET {string.Join(", ", set)} FROM {Given([.. shape.Keys, .. written])} AS g({string.Join(", ", given)}) ");
        text.Append($"WHERE {string.Join(" AND ", shape.Keys.Select((column, index) => $"t.{Name(column)} = g.{given[index]}"))}");
        if (guarded is not null)
        {
            text.Append($" AND t.{Name(guarded)} IS NOT DISTINCT FROM @guard");
        }

        return text.ToString();
    }

    private static string Given(IReadOnlyList<TableColumn> columns) => $"unnest({string.Join(", ", columns.Select((_, index) => $"@c{index}"))})";

    private static string Equal(string table, IReadOnlyList<TableColumn> key, IEnumerable<string> given) => string.Join(" AND ", key.Zip(given, (column, other) => $"{table}.{Name(column)} = given.{other}"));

    private static string Names(IEnumerable<TableColumn> columns) => string.Join(", ", columns.Select(Name));

    private static string Name(TableColumn column) => $"\"{column.ColumnName}\"";

    private NpgsqlCommand Command<T>(string text, IReadOnlyList<TableColumn> columns, IReadOnlyList<T> page)
        where T : class
    {
        var command = new NpgsqlCommand(text, connection, transaction);
        for (var index = 0; index < columns.Count; index++)
        {
            command.Parameters.Add(new NpgsqlParameter { ParameterName = $"c{index}", Value = Values(columns[index], page), DataTypeName = columns[index].StoreType + "[]" });
        }

        return command;
    }

    private static Array Values<T>(TableColumn column, IReadOnlyList<T> page)
        where T : class
    {
        var type = column.StoredType.IsValueType ? typeof(Nullable<>).MakeGenericType(column.StoredType) : column.StoredType;
        var values = Array.CreateInstance(type, page.Count);
        for (var index = 0; index < page.Count; index++)
        {
            if (column.Stored(page[index]) is not DBNull and var value)
            {
                values.SetValue(value, index);
            }
        }

        return values;
    }
}
