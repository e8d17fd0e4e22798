using System.Net;
using ProjectInvoice.Connector.Dataverse;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>One map while it is held against Dataverse: its faults, and what it needs of the tables that its ways lead to.</summary>
/// <param name="faults">Faults are added here.</param>
internal sealed class MapBinding(TableMap map, ICollection<Fault> faults, DataverseClient dataverse, CancellationToken cancellation)
{
    private readonly int before = faults.Count;

    public Dictionary<TableDefinition, SortedSet<string>> LookupColumns { get; } = [];

    public bool HasFaults => faults.Count > before;

    /// <summary>The columns that are read of a table which ways lead to.</summary>
    public SortedSet<string> ColumnsOf(TableDefinition table)
    {
        if (!LookupColumns.TryGetValue(table, out var columns))
        {
            LookupColumns[table] = columns = new SortedSet<string>(StringComparer.Ordinal) { table.PrimaryId };
        }

        return columns;
    }

    public void Add(ErrorCode error, string at, params object?[] values) => faults.Add(error.For($"Table map {map.Name}{at}", values));

    public async Task<TableDefinition?> TableAsync(string name, string at)
    {
        try
        {
            return await dataverse.DefinitionAsync(name, cancellation);
        }
        catch (ConnectorException failure) when (failure.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
        {
            Add(TableMapErrors.TableUnknown, at, name);
            return null;
        }
    }

    public FilterExpression? Filter(string? text, TableDefinition table, SortedSet<string> columns, string at)
    {
        if (text is null)
        {
            return null;
        }

        var filter = FilterExpression.Parse(text);
        foreach (var column in filter.Columns)
        {
            if (table.Columns.TryGetValue(column, out var definition))
            {
                columns.Add(definition.ReadName);
            }
            else
            {
                Add(TableMapErrors.FilterColumnUnknown, at, table.Name, column);
            }
        }

        return filter;
    }

    /// <summary>A way through lookups to a column; null where it has faults, or leads to an optional column that is not there.</summary>
    /// <param name="columns">Takes what is read of the table where it begins.</param>
    public async Task<BoundPath?> PathAsync(ColumnPath path, TableDefinition start, SortedSet<string> columns, string at)
    {
        var (table, wanted, hops) = (start, columns, new List<BoundHop>());
        foreach (var hop in path.Hops)
        {
            if (Lookup(path, hop, table, at) is not { } lookup)
            {
                return null;
            }

            wanted.Add(lookup.ReadName);
            if (await TableAsync(hop.Table ?? table.Targets[hop.Column][0], at) is not { } next)
            {
                return null;
            }

            hops.Add(new BoundHop(lookup.ReadName, next));
            (table, wanted) = (next, ColumnsOf(next));
        }

        if (Column(path, table, at) is not { } column)
        {
            return null;
        }

        wanted.Add(column.ReadName);
        return new BoundPath(path.Text, null, hops, column);
    }

    /// <summary>The lookup of a hop, which leads to the table that the hop names, or else to one only.</summary>
    private ColumnDefinition? Lookup(ColumnPath path, ColumnHop hop, TableDefinition table, string at)
    {
        if (!table.Columns.TryGetValue(hop.Column, out var lookup))
        {
            Missing(path, table, hop.Column, at);
            return null;
        }

        var targets = table.Targets.GetValueOrDefault(hop.Column, []);
        if (hop.Table is null && targets.Count != 1)
        {
            Add(TableMapErrors.PathLeadsNowhere, at, hop.Column, table.Name, targets.Count == 0 ? "no table" : string.Join(" or ", targets), path.Text);
            return null;
        }

        if (hop.Table is not null && lookup.IsLookup && targets.Count > 0 && !targets.Contains(hop.Table))
        {
            Add(TableMapErrors.PathLeadsElsewhere, at, hop.Column, table.Name, hop.Table, string.Join(", ", targets));
            return null;
        }

        return lookup;
    }

    private ColumnDefinition? Column(ColumnPath path, TableDefinition table, string at)
    {
        if (!table.Columns.TryGetValue(path.Column, out var column))
        {
            Missing(path, table, path.Column, at);
            return null;
        }

        if (column is { IsDate: true, Behavior: null })
        {
            Add(TableMapErrors.DatesUntold, at, path.Column, table.Name);
            return null;
        }

        return column;
    }

    private void Missing(ColumnPath path, TableDefinition table, string column, string at)
    {
        if (!path.IsOptional)
        {
            Add(TableMapErrors.PathColumnUnknown, at, table.Name, column, path.Text);
        }
    }
}
