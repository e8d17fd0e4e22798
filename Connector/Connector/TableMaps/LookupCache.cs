using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>Rows that lookups lead to, read in pages of many ids and kept for one run: never a read per row.</summary>
/// <param name="map">The map whose lookups are followed.</param>
internal sealed class LookupCache(DataverseClient dataverse, BoundMap map)
{
    private const int IdsARead = 40;
    private const int RowsKept = 50_000;
    private readonly Dictionary<string, Dictionary<Guid, JObject?>> tables = new(StringComparer.Ordinal);

    /// <summary>The keys that messages carry for the map's rows.</summary>
    public MessageKeyCache Messages { get; } = new(dataverse, map.Message);

    /// <summary>Reads what the ways of these rows lead to, level by level.</summary>
    /// <param name="rows">Rows with the ways that begin at them.</param>
    public async Task LoadAsync(IReadOnlyCollection<(JObject Row, IReadOnlyList<BoundPath> Paths)> rows, CancellationToken cancellation)
    {
        foreach (var table in tables.Values.Where(table => table.Count > RowsKept))
        {
            table.Clear();
        }

        while (true)
        {
            var missing = new Dictionary<TableDefinition, HashSet<Guid>>();
            foreach (var (row, paths) in rows)
            {
                foreach (var path in paths)
                {
                    Walk(row, path, missing);
                }
            }

            if (missing.Count == 0)
            {
                return;
            }

            foreach (var (table, ids) in missing)
            {
                await ReadAsync(table, ids, cancellation);
            }
        }
    }

    /// <summary>Notes on each row what it is tied to; where there are several, the first by id, so that it is always the same.</summary>
    /// <param name="rows">The map's rows.</param>
    public async Task LoadTiedAsync(IReadOnlyCollection<JObject> rows, CancellationToken cancellation)
    {
        foreach (var tied in map.Tied)
        {
            var looked = rows.Where(tied.Tie.Where.Matches).ToDictionary(row => Guid.Parse((string)row[map.Table.PrimaryId]!));
            await foreach (var (id, other) in tied.Tie.ReadAsync(dataverse, looked.Keys, cancellation))
            {
                if (looked.TryGetValue(id, out var row) && (row[tied.ReadName] is not { } known || other.CompareTo(Guid.Parse((string)known!)) < 0))
                {
                    row[tied.ReadName] = other.ToString("D");
                }
            }
        }
    }

    /// <summary>The value at the end of a way; null where a lookup on the way is empty or its row is gone.</summary>
    /// <param name="row">Where the way begins.</param>
    /// <param name="path">The way.</param>
    public JValue? Value(JObject row, BoundPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var end = Walk(row, path, null);
        return end?[path.ReadName] is JValue { Value: not null } value && !(value.Value is string text && string.IsNullOrWhiteSpace(text)) ? value : null;
    }

    private JObject? Walk(JObject row, BoundPath path, Dictionary<TableDefinition, HashSet<Guid>>? missing)
    {
        JObject? current = row;
        foreach (var hop in path.Hops)
        {
            if (current is null || !Guid.TryParse((string?)current[hop.ReadName], out var id))
            {
                return null;
            }

            if (!tables.TryGetValue(hop.Table.Name, out var known) || !known.TryGetValue(id, out current))
            {
                if (missing is not null)
                {
                    if (!missing.TryGetValue(hop.Table, out var ids))
                    {
                        missing[hop.Table] = ids = [];
                    }

                    ids.Add(id);
                }

                return null;
            }
        }

        return current;
    }

    private async Task ReadAsync(TableDefinition table, HashSet<Guid> ids, CancellationToken cancellation)
    {
        if (!tables.TryGetValue(table.Name, out var known))
        {
            tables[table.Name] = known = [];
        }

        var select = string.Join(',', map.LookupColumns[table]);
        foreach (var chunk in ids.Chunk(IdsARead))
        {
            var filter = string.Join(" or ", chunk.Select(id => $"{table.PrimaryId} eq {id:D}"));
            await foreach (
                var row in dataverse.RowsAsync($"{table.SetName}?$select={select}&$filter={Uri.EscapeDataString(filter)}", $"Table {table.Name}", cancellation)
            )
            {
                known[Guid.Parse((string)row[table.PrimaryId]!)] = row;
            }

            foreach (var id in chunk)
            {
                known.TryAdd(id, null);
            }
        }
    }
}
