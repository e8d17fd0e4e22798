using System.Text.Json.Nodes;
using LocalEnvironment.Dataverse;

namespace EndToEnd.Tests.Lifecycle;

/// <summary>Everything that the Web API tells of an environment: each table with columns, keys and relationships, and each row of each table.</summary>
/// <param name="Definitions">A line for each table, column, key and relationship.</param>
/// <param name="Rows">The rows of each table by their addresses.</param>
internal sealed record EnvironmentReading(IReadOnlyList<string> Definitions, IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonObject>> Rows)
{
    // What tells of a moment and not of a row.
    private static readonly string[] Passing = ["@odata.etag", "versionnumber"];

    public static async Task<EnvironmentReading> OfAsync(DataverseClient client, CancellationToken cancellation)
    {
        var definitions = new List<string>();
        var rows = new Dictionary<string, IReadOnlyDictionary<string, JsonObject>>(StringComparer.Ordinal);
        foreach (var table in await client.QueryAsync("EntityDefinitions?$select=LogicalName,EntitySetName,PrimaryIdAttribute", cancellation))
        {
            var name = table["LogicalName"]!.GetValue<string>();
            definitions.Add(name);
            definitions.AddRange(await PartsAsync(client, name, "Attributes", "LogicalName", cancellation));
            definitions.AddRange(await PartsAsync(client, name, "Keys", "LogicalName", cancellation));
            definitions.AddRange(await PartsAsync(client, name, "ManyToOneRelationships", "SchemaName", cancellation));
            definitions.AddRange(await PartsAsync(client, name, "ManyToManyRelationships", "SchemaName", cancellation));
            if (table["EntitySetName"]?.GetValue<string>() is { } set)
            {
                rows[name] = await RowsAsync(client, set, table["PrimaryIdAttribute"]!.GetValue<string>(), cancellation);
            }
        }

        definitions.Sort(StringComparer.Ordinal);
        return new EnvironmentReading(definitions, rows);
    }

    /// <summary>The rows of a table; none where there is no such table.</summary>
    public IReadOnlyDictionary<string, JsonObject> Of(string table) => Rows.GetValueOrDefault(table) ?? new Dictionary<string, JsonObject>();

    /// <summary>The rows of a table as text.</summary>
    public IReadOnlyList<string> TextOf(string table) =>
        [.. Of(table).Select(row => $"{table} {row.Key} {Written(row.Value, _ => true)}").Order(StringComparer.Ordinal)];

    /// <summary>A row as text, with the columns that are wanted.</summary>
    public static string Written(JsonObject row, Func<string, bool> isWanted) =>
        string.Join(
            "; ",
            row.Where(cell => cell.Value is not null && !Passing.Contains(cell.Key) && isWanted(cell.Key))
                .OrderBy(cell => cell.Key, StringComparer.Ordinal)
                .Select(cell => $"{cell.Key}={cell.Value!.ToJsonString()}")
        );

    private static async Task<IEnumerable<string>> PartsAsync(DataverseClient client, string table, string kind, string name, CancellationToken cancellation) =>
        (await client.QueryAsync($"EntityDefinitions(LogicalName='{table}')/{kind}?$select={name}", cancellation)).Select(part =>
            $"{table} {kind} {part[name]!.GetValue<string>()}"
        );

    private static async Task<IReadOnlyDictionary<string, JsonObject>> RowsAsync(
        DataverseClient client,
        string set,
        string id,
        CancellationToken cancellation
    ) => (await client.QueryAsync(set, cancellation)).ToDictionary(row => row[id]!.GetValue<string>(), row => row, StringComparer.Ordinal);
}
