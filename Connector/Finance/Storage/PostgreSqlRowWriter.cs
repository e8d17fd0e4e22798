using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ProjectInvoice.Finance.Storage;

/// <summary>
/// One statement a page of rows. Few rows, and updates, go along with it, each column as an array; many new rows are copied to a temporary table first, which
/// takes a fifth less work.
/// </summary>
internal sealed class PostgreSqlRowWriter(DbContext context, NpgsqlConnection connection, NpgsqlTransaction transaction) : IRowWriter
{
    private const int UpdatePage = 1000;
    private const int InsertPage = 5000;

    /// <summary>So many rows are worth a temporary table.</summary>
    private const int CopyFrom = 200;

    private readonly HashSet<string> copies = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<T>> InsertAsync<T>(IEnumerable<T> rows, CancellationToken cancellation)
        where T : class
    {
        var shape = TableShape.Of<T>(context);
        var known = new List<T>();
        foreach (var page in RowPages.Of(rows, InsertPage, shape.UniqueKeys))
        {
            cancellation.ThrowIfCancellationRequested();
            await using var command = page.Count < CopyFrom ? Command(InsertText(shape), shape.Inserted, page) : await CopiedAsync(shape, page, cancellation);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            await AddKnownAsync(reader, shape.UniqueKeys[0], page, known, cancellation);
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
        var text = UpdateText(shape, written, guarded);
        var matched = 0;
        foreach (var page in RowPages.Of(rows, UpdatePage, [shape.Keys]))
        {
            cancellation.ThrowIfCancellationRequested();
            await using var command = Command(text, [.. shape.Keys, .. written], page);
            if (guarded is not null)
            {
                command.Parameters.Add(
                    new NpgsqlParameter
                    {
                        ParameterName = "guard",
                        Value = guarded.Convert(guard!.Value.Value),
                        DataTypeName = guarded.StoreType,
                    }
                );
            }

            matched += await command.ExecuteNonQueryAsync(cancellation);
        }

        return matched;
    }

    public void Dispose() { }

    // The statement returns the keys of the rows that it inserted in the order in which they were given: a row whose key does not come next was there.
    private static async Task AddKnownAsync<T>(
        NpgsqlDataReader inserted,
        IReadOnlyList<TableColumn> key,
        IReadOnlyList<T> page,
        List<T> known,
        CancellationToken cancellation
    )
        where T : class
    {
        var more = await inserted.ReadAsync(cancellation);
        foreach (var row in page)
        {
            if (more && IsAt(inserted, key, row))
            {
                more = await inserted.ReadAsync(cancellation);
            }
            else
            {
                known.Add(row);
            }
        }

        if (more)
        {
            throw new InvalidOperationException("The database inserted a row that was not given.");
        }
    }

    private static bool IsAt(NpgsqlDataReader inserted, IReadOnlyList<TableColumn> key, object row)
    {
        for (var index = 0; index < key.Count; index++)
        {
            if (!inserted.GetValue(index).Equals(key[index].Stored(row)))
            {
                return false;
            }
        }

        return true;
    }

    private static string InsertText(TableShape shape) => InsertText(shape, $"{Given(shape.Inserted)} WITH ORDINALITY AS g({Names(shape.Inserted)}, \"#\")");

    private static string InsertText(TableShape shape, string source) =>
        $"INSERT INTO \"{shape.Table}\" ({Names(shape.Inserted)}) SELECT {Names(shape.Inserted)} FROM {source} ORDER BY \"#\" ON CONFLICT DO "
        + $"NOTHING RETURNING {Names(shape.UniqueKeys[0])}";

    private static string UpdateText(TableShape shape, List<TableColumn> written, TableColumn? guarded)
    {
        var given = Enumerable.Range(0, shape.Keys.Count + written.Count).Select(index => $"c{index}").ToList();
        var set = written.Select((column, index) => $"{Name(column)} = g.{given[shape.Keys.Count + index]}");
        var text = new StringBuilder();
        text.Append($"UPDATE \"{shape.Table}\" AS t SET {string.Join(", ", set)} FROM {Given([.. shape.Keys, .. written])} AS g({string.Join(", ", given)}) ");
        text.Append($"WHERE {string.Join(" AND ", shape.Keys.Select((column, index) => $"t.{Name(column)} = g.{given[index]}"))}");
        if (guarded is not null)
        {
            // Within CASE the planner takes the guard for half of the rows; by itself for hardly any, and would look for those first.
            text.Append($" AND CASE WHEN t.{Name(guarded)} IS NOT DISTINCT FROM @guard THEN TRUE ELSE FALSE END");
        }

        return text.ToString();
    }

    private static string Given(IReadOnlyList<TableColumn> columns) => $"unnest({string.Join(", ", columns.Select((_, index) => $"@c{index}"))})";

    private static string Names(IEnumerable<TableColumn> columns) => string.Join(", ", columns.Select(Name));

    private static string Name(TableColumn column) => $"\"{column.ColumnName}\"";

    /// <summary>Copies the page to the temporary table of its kind and returns the statement that inserts it from there.</summary>
    private async Task<NpgsqlCommand> CopiedAsync<T>(TableShape shape, IReadOnlyList<T> page, CancellationToken cancellation)
        where T : class
    {
        var copy = $"\"copy of {shape.Table}\"";
        await ExecuteAsync(
            copies.Add(copy)
                ? $"CREATE TEMPORARY TABLE {copy} ON COMMIT DROP AS SELECT {Names(shape.Inserted)}, 0 AS \"#\" FROM \"{shape.Table}\" WITH NO DATA"
                : $"TRUNCATE {copy}",
            cancellation
        );
        await using (
            var import = await connection.BeginBinaryImportAsync($"COPY {copy} ({Names(shape.Inserted)}, \"#\") FROM STDIN (FORMAT BINARY)", cancellation)
        )
        {
            for (var index = 0; index < page.Count; index++)
            {
                await import.StartRowAsync(cancellation);
                foreach (var column in shape.Inserted)
                {
                    await WriteAsync(import, column, page[index], cancellation);
                }

                await import.WriteAsync(index, cancellation);
            }

            await import.CompleteAsync(cancellation);
        }

        return new NpgsqlCommand(InsertText(shape, copy), connection, transaction);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter import, TableColumn column, object row, CancellationToken cancellation)
    {
        var value = column.Stored(row);
        return value is DBNull ? import.WriteNullAsync(cancellation) : import.WriteAsync(value, column.StoreType, cancellation);
    }

    private async Task ExecuteAsync(string text, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(text, connection, transaction);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Command<T>(string text, IReadOnlyList<TableColumn> columns, IReadOnlyList<T> page)
        where T : class
    {
        var command = new NpgsqlCommand(text, connection, transaction);
        for (var index = 0; index < columns.Count; index++)
        {
            command.Parameters.Add(
                new NpgsqlParameter
                {
                    ParameterName = $"c{index}",
                    Value = Values(columns[index], page),
                    DataTypeName = columns[index].StoreType + "[]",
                }
            );
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
