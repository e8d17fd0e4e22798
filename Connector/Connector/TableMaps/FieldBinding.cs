using System.Globalization;
using ProjectInvoice.Connector.FinanceSystem;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>Holds the fields of a map towards finance against both sides: its ways to columns, and whether their values suit the property.</summary>
/// <param name="related">The related rows that ways can begin with, by their names.</param>
/// <param name="tied">The tied rows that ways can begin with, by their names.</param>
internal sealed class FieldBinding(
    FinanceSet set,
    RowBinding row,
    IReadOnlyDictionary<string, RelatedBinding> related,
    IReadOnlyDictionary<string, BoundTiedRows> tied,
    MapBinding work
)
{
    public async Task<BoundField> BindAsync(FieldMap field)
    {
        var at = $", field {field.Field}";
        var paths = await PathsAsync(field, at);
        var where = Computed(field, at);
        if (!set.Properties.TryGetValue(field.Field, out var property))
        {
            work.Add(TableMapErrors.PropertyUnknown, at, set.Name);
        }
        else if (property.Members is { } members)
        {
            CheckSymbols(field, members, at);
        }
        else if (field.Default is { } value && FieldValue.Convert(value, property) is null)
        {
            work.Add(TableMapErrors.DefaultOfOtherType, at, value.ToString(CultureInfo.InvariantCulture), property.Type);
        }

        return new BoundField(field, property, paths, where);
    }

    private async Task<List<BoundPath>> PathsAsync(FieldMap field, string at)
    {
        var paths = new List<BoundPath>();
        foreach (var text in field.Columns)
        {
            if (await PathAsync(text, at) is { } path)
            {
                paths.Add(path);
            }
        }

        if (paths.Count == 0 && field is { Columns.Count: > 0, Required: true } && !work.HasFaults)
        {
            work.Add(TableMapErrors.NoColumnLeft, at, string.Join(", ", field.Columns));
        }

        return paths;
    }

    /// <summary>A way from the map's row, or from a row of another table whose name it begins with.</summary>
    private async Task<BoundPath?> PathAsync(string text, string at)
    {
        var path = ColumnPath.Parse(text)!;
        if (path.Hops is not [{ Column: var begin }, ..])
        {
            return await row.PathAsync(path, at);
        }

        var rest = path with { Hops = path.Hops.Skip(1).ToList() };
        if (related.TryGetValue(begin, out var rows))
        {
            var found = await work.PathAsync(rest, rows.Rows.Table, rows.Columns, at);
            return found is null ? null : found with { Related = begin, Text = text };
        }

        if (tied.TryGetValue(begin, out var other))
        {
            var found = await work.PathAsync(rest, other.Target, work.ColumnsOf(other.Target), at);
            return found is null ? null : found with { Hops = [new BoundHop(other.ReadName, other.Target), .. found.Hops], Text = text };
        }

        return await row.PathAsync(path, at);
    }

    /// <summary>Which related rows count for a computed value; null for all, and for a value that comes from somewhere else.</summary>
    private FilterExpression? Computed(FieldMap field, string at)
    {
        if (field is { Computed: MapComputation.None, Columns.Count: 0, Default: null })
        {
            work.Add(TableMapErrors.FieldWithoutSource, at);
        }

        if (field.Computed is not (MapComputation.Count or MapComputation.Checksum))
        {
            return null;
        }

        if (field.Related is null || !related.TryGetValue(field.Related, out var counted))
        {
            work.Add(TableMapErrors.RelatedUnknown, at, field.Related);
            return null;
        }

        return work.Filter(field.Where, counted.Rows.Table, counted.Columns, at);
    }

    private void CheckSymbols(FieldMap field, IReadOnlyList<string> members, string at)
    {
        foreach (var symbol in field.ValueMap.Values.Append((string?)field.Default).OfType<string>().Where(symbol => !members.Contains(symbol)))
        {
            work.Add(TableMapErrors.NoSymbol, at, symbol, string.Join(", ", members));
        }

        if (field.ValueMap.Count == 0 && field.Columns.Count > 0)
        {
            work.Add(TableMapErrors.NoValueMap, at);
        }
    }
}
