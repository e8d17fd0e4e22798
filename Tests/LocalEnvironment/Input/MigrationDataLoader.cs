using System.Text.Json.Nodes;
using LocalEnvironment.Dataverse;
using LocalEnvironment.Errors;

namespace LocalEnvironment.Input;

/// <summary>
/// Writes the records over the Web API as upserts in change sets. Tables go in the order of their lookups; a lookup to a row that is written
/// later (tables that look at each other, a row that looks at itself) is set in a second pass.
/// </summary>
internal sealed class MigrationDataLoader(
    DataverseClient client,
    MigrationData data,
    IReadOnlyDictionary<string, TableDefinition> definitions,
    IReadOnlyDictionary<Guid, Guid> sameRows
)
{
    /// <summary>Rows a change set holds; the platform allows 1,000 requests a batch.</summary>
    private const int ChangeSetSize = 500;

    private readonly Dictionary<string, HashSet<Guid>> ids = data.Records.ToDictionary(
        table => table.Key,
        table => table.Value.Select(record => record.Id).ToHashSet()
    );

    public int Count { get; } = data.All.Count();

    /// <summary>Writes everything; reports how many records are written so far.</summary>
    public async Task LoadAsync(Action<int> written, CancellationToken cancellation)
    {
        var done = new HashSet<Guid>();
        var deferred = new List<(DataRecord Record, BatchOperation Operation)>();
        var pending = new List<(DataRecord Record, BatchOperation Operation)>();
        foreach (var record in OrderedTables().SelectMany(table => data.Records.GetValueOrDefault(table) ?? []))
        {
            var (now, later) = BodiesOf(record, done);
            pending.Add((record, new BatchOperation(HttpMethod.Patch, PathOf(record), now)));
            done.Add(record.Id);
            if (later.Count > 0)
            {
                deferred.Add((record, new BatchOperation(HttpMethod.Patch, PathOf(record), later, OnlyExisting: true)));
            }

            if (pending.Count == ChangeSetSize)
            {
                await SendAsync(pending, cancellation);
                written(done.Count);
                pending.Clear();
            }
        }

        await SendAsync(pending, cancellation);
        foreach (var part in deferred.Chunk(ChangeSetSize))
        {
            await SendAsync(part, cancellation);
        }

        written(done.Count);
    }

    /// <summary>Tables after the tables they look up, as far as the lookups form no circle; ties in the order of the schema.</summary>
    internal IReadOnlyList<string> OrderedTables()
    {
        var targets = data.Records.ToDictionary(
            table => table.Key,
            table =>
                table
                    .Value.SelectMany(record => record.Fields.Select(field => LookupOf(record, field)))
                    .OfType<string>()
                    .Where(target => target != table.Key)
                    .ToHashSet()
        );
        var ordered = new List<string>();
        var visited = new HashSet<string>();
        foreach (var table in data.ImportOrder)
        {
            Visit(table);
        }

        return ordered;

        void Visit(string table)
        {
            if (!visited.Add(table) || !targets.TryGetValue(table, out var needed))
            {
                return;
            }

            foreach (var target in data.ImportOrder.Where(needed.Contains))
            {
                Visit(target);
            }

            ordered.Add(table);
        }
    }

    private async Task SendAsync(IReadOnlyList<(DataRecord Record, BatchOperation Operation)> operations, CancellationToken cancellation)
    {
        if (operations.Count == 0)
        {
            return;
        }

        try
        {
            await client.ChangeAsync([.. operations.Select(operation => operation.Operation)], cancellation);
        }
        catch (DataverseException refusal)
        {
            var record =
                refusal.Data["Operation"] is int index && index < operations.Count
                    ? operations[index].Record.Label
                    : $"records {operations[0].Record.Label} to {operations[^1].Record.Label}";
            throw new RunException(RunErrors.DataRefused.For($"{MigrationDataReader.DataFile} {record}", refusal.Message.TrimEnd('.')));
        }
    }

    private (JsonObject Now, JsonObject Later) BodiesOf(DataRecord record, HashSet<Guid> done)
    {
        var definition = definitions[record.Table];
        var now = new JsonObject();
        var later = new JsonObject();
        foreach (var field in record.Fields.Where(field => field.Name != definition.PrimaryId))
        {
            var column = definition.Columns[field.Name];
            if (LookupOf(record, field) is { } target)
            {
                var id = Guid.Parse(field.Value);
                var inData = ids.TryGetValue(target, out var rows) && rows.Contains(id);
                var body = inData && !done.Contains(id) ? later : now;
                body[$"{definition.Navigations[(field.Name, target)]}@odata.bind"] = $"/{SetOf(target)}({sameRows.GetValueOrDefault(id, id)})";
            }
            else if (FieldValue.TryRead(column, field.Value, out var value, out _))
            {
                now[field.Name] = value;
            }
        }

        return (now, later);
    }

    private string? LookupOf(DataRecord record, DataField field)
    {
        var definition = definitions[record.Table];
        return definition.Columns[field.Name].IsLookup
            ? MigrationDataCheck.TargetOf(field, data.Schema[record.Table], [.. definition.TargetsOf(field.Name)])
            : null;
    }

    private string PathOf(DataRecord record) => $"{SetOf(record.Table)}({sameRows.GetValueOrDefault(record.Id, record.Id)})";

    private string SetOf(string table) => definitions[table].EntitySetName;
}
