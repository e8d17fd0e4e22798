using ProjectInvoice.Connector.FinanceSystem;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>A map towards finance while it is held against both sides.</summary>
internal sealed class OutwardBinding(TableMap map, FinanceSet set, RowBinding row, MapBinding work)
{
    /// <summary>Binds the map; null where it has faults.</summary>
    public async Task<BoundMap?> BindAsync()
    {
        CheckKeys();
        var related = await RelatedAsync();
        var tied = await TiedAsync();
        var fields = await FieldsAsync(new FieldBinding(set, row, related, tied, work));
        var filter = row.Filter(map.Filter, "");
        var message = map.Message is { } keys ? await row.MessageAsync(keys) : null;
        var skips = row.Skips(map.SkipColumns);
        var lines = map.Trigger == MapTrigger.InvoiceLines ? row.Lines(map) : (null, [], null);
        var ownReversals = map.OwnReversals is { } reversals ? await row.OwnReversalsAsync(reversals) : null;
        var waitsFor = map.WaitsFor is { } condition ? await row.WaitAsync(condition) : null;
        var waitsWith = map.WaitsWith.Select(text => row.Partner(ColumnPath.ParseHop(text)!)).OfType<BoundPartner>().ToList();
        return work.HasFaults
            ? null
            : new BoundMap(
                map,
                row.Table,
                set,
                filter,
                fields,
                related.ToDictionary(pair => pair.Key, pair => pair.Value.Rows with { Select = pair.Value.Columns.ToList() }, StringComparer.Ordinal),
                work.LookupColumns.ToDictionary(pair => pair.Key, IReadOnlySet<string> (pair) => pair.Value)
            )
            {
                Select = row.Columns.ToList(),
                WaitsFor = waitsFor,
                WaitsWith = waitsWith,
                Tied = tied.Values.ToList(),
                Message = message,
                SkipReadNames = skips,
                OwnReversals = ownReversals,
                InvoiceReadName = lines.Invoice,
                OrderReadNames = lines.Order,
                Unsent = lines.Unsent,
            };
    }

    private void CheckKeys()
    {
        foreach (var key in map.Keys.Where(key => !set.Keys.Contains(key)).Concat(set.Keys.Where(key => !map.Keys.Contains(key))))
        {
            work.Add(TableMapErrors.OtherKey, $", key {key}", set.Name, string.Join(", ", set.Keys));
        }

        foreach (var key in map.Keys.Where(key => map.Fields.All(field => field.Field != key)))
        {
            work.Add(TableMapErrors.KeyWithoutField, $", key {key}");
        }
    }

    private async Task<Dictionary<string, RelatedBinding>> RelatedAsync()
    {
        var related = new Dictionary<string, RelatedBinding>(StringComparer.Ordinal);
        foreach (var rows in map.Related)
        {
            var at = $", related {rows.Name}";
            if (await work.TableAsync(rows.Table, at) is not { } table)
            {
                continue;
            }

            if (table.Columns.TryGetValue(rows.Lookup, out var lookup) && lookup.IsLookup)
            {
                var columns = new SortedSet<string>(StringComparer.Ordinal) { table.PrimaryId };
                related[rows.Name] = new RelatedBinding(new BoundRelated(rows, table, lookup.ReadName, []), columns);
            }
            else
            {
                work.Add(TableMapErrors.RelatedLookupUnknown, at, rows.Table, rows.Lookup);
            }
        }

        return related;
    }

    private async Task<Dictionary<string, BoundTiedRows>> TiedAsync()
    {
        var tied = new Dictionary<string, BoundTiedRows>(StringComparer.Ordinal);
        foreach (var rows in map.Tied)
        {
            if (await row.TiedRowsAsync(rows) is { } found)
            {
                tied[rows.Name] = found;
            }
        }

        return tied;
    }

    private async Task<List<BoundField>> FieldsAsync(FieldBinding binding)
    {
        var fields = new List<BoundField>();
        foreach (var field in map.Fields)
        {
            fields.Add(await binding.BindAsync(field));
        }

        return fields;
    }
}
