using ProjectInvoice.Connector.Dataverse;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>The map's own table while a map is held against Dataverse: what its rows wait for, what ties them to others, and the columns needed.</summary>
internal sealed class RowBinding(TableDefinition table, MapBinding work)
{
    public TableDefinition Table => table;

    /// <summary>Read names of the columns of the row itself that the map needs.</summary>
    public SortedSet<string> Columns { get; } = ColumnsOf(table);

    public FilterExpression? Filter(string? text, string at) => work.Filter(text, table, Columns, at);

    public Task<BoundPath?> PathAsync(ColumnPath path, string at) => work.PathAsync(path, table, Columns, at);

    /// <summary>The columns that say of a row that it is not sent, as far as Dataverse has them.</summary>
    public List<string> Skips(IEnumerable<string> names)
    {
        var skips = names.Where(table.Columns.ContainsKey).Select(name => table.Columns[name].ReadName).ToList();
        Columns.UnionWith(skips);
        return skips;
    }

    public async Task<BoundWait?> WaitAsync(WaitCondition condition)
    {
        const string At = ", waitsFor";
        var where = Filter(condition.Where, At);
        if (!table.Columns.TryGetValue(condition.Lookup, out var lookup) || table.Targets.GetValueOrDefault(condition.Lookup, []) is not [var target])
        {
            work.Add(TableMapErrors.WaitLookupUnknown, At, table.Name, condition.Lookup);
            return null;
        }

        if (await work.TableAsync(target, At) is not { } awaited)
        {
            return null;
        }

        if (!awaited.Columns.TryGetValue(condition.Column, out var column))
        {
            work.Add(TableMapErrors.ColumnUnknown, At, target, condition.Column);
            return null;
        }

        Columns.Add(lookup.ReadName);
        return new BoundWait(lookup.ReadName, awaited, column.ReadName, condition.Values.ToHashSet(StringComparer.Ordinal), where)
        {
            Through = condition.Through is { } through ? await TieAsync(through.Table, through.Row, through.Awaited, through.Filter, through.Where, At) : null,
            Unless = condition.Unless is { } unless ? await UnlessAsync(unless, At) : null,
        };
    }

    private async Task<BoundUnless?> UnlessAsync(WaitUnless unless, string at)
    {
        if (await work.TableAsync(unless.Table, at) is not { } other)
        {
            return null;
        }

        work.Filter(unless.Filter, other, [], at);
        if (!other.Columns.TryGetValue(unless.Lookup, out var lookup))
        {
            work.Add(TableMapErrors.AwaitedLookupUnknown, at, other.Name, unless.Lookup);
            return null;
        }

        return new BoundUnless(other, lookup, unless.Filter);
    }

    public async Task<BoundTiedRows?> TiedRowsAsync(TiedRows rows)
    {
        var at = $", tied {rows.Name}";
        return
            await TieAsync(rows.Table, rows.Row, rows.LeadsTo, rows.Filter, rows.Where, at) is { } tie && await work.TableAsync(rows.Target, at) is { } target
            ? new BoundTiedRows(rows.Name, tie, target)
            : null;
    }

    private async Task<BoundTie?> TieAsync(string tyingTable, string row, string leadsTo, string? filter, string where, string at)
    {
        var looked = Filter(where, at)!;
        if (await work.TableAsync(tyingTable, at) is not { } ties)
        {
            return null;
        }

        work.Filter(filter, ties, [], at);
        foreach (var missing in new[] { row, leadsTo }.Where(name => !ties.Columns.ContainsKey(name)))
        {
            work.Add(TableMapErrors.ColumnUnknown, at, ties.Name, missing);
        }

        return work.HasFaults ? null : new BoundTie(ties, ties.Columns[row], ties.Columns[leadsTo], filter, looked);
    }

    public async Task<BoundOwnReversals?> OwnReversalsAsync(OwnReversals reversals)
    {
        const string At = ", ownReversals";
        if (!table.Columns.TryGetValue(reversals.Invoice, out var invoice))
        {
            work.Add(TableMapErrors.InvoiceLookupUnknown, At, table.Name, reversals.Invoice);
            return null;
        }

        Columns.Add(invoice.ReadName);
        var reversing = await TiesAsync(reversals.Table, reversals.Reversing, reversals.Where, At);
        var billing = await TiesAsync(reversals.Table, reversals.Billing, reversals.Where, At);
        var (where, certain) = (Filter(reversals.Where, At)!, Filter(reversals.Certain, At)!);
        return work.HasFaults ? null : new BoundOwnReversals(table, reversing, billing, invoice.ReadName, where, certain);
    }

    private async Task<List<BoundTie>> TiesAsync(string tyingTable, IReadOnlyList<Tie> ties, string where, string at)
    {
        var bound = new List<BoundTie>();
        foreach (var tie in ties)
        {
            if (await TieAsync(tyingTable, tie.Row, tie.LeadsTo, tie.Filter, where, at) is { } found)
            {
                bound.Add(found);
            }
        }

        return bound;
    }

    public async Task<BoundMessageKeys?> MessageAsync(MessageKeys keys)
    {
        const string At = ", message";
        var where = Filter(keys.Where, At);
        if (await work.TableAsync(keys.Table, At) is not { } messages)
        {
            return null;
        }

        work.Filter(keys.Filter, messages, [], At);
        foreach (
            var (owner, missing) in new[] { (messages, keys.Lookup), (messages, keys.Column), (table, keys.Row) }.Where(name =>
                !name.Item1.Columns.ContainsKey(name.Item2)
            )
        )
        {
            work.Add(TableMapErrors.MessageColumnUnknown, At, owner.Name, missing);
        }

        if (work.HasFaults)
        {
            return null;
        }

        Columns.Add(table.Columns[keys.Row].ReadName);
        return new BoundMessageKeys(
            messages,
            messages.Columns[keys.Lookup].ReadName,
            messages.Columns[keys.Column].ReadName,
            table.Columns[keys.Row].ReadName,
            keys.Filter,
            where
        );
    }

    /// <summary>What a map of lines names of its rows: their invoice, their order, and which of them are posted without being sent.</summary>
    public (string? Invoice, IReadOnlyList<string> Order, FilterExpression? Unsent) Lines(TableMap map)
    {
        const string At = ", lines";
        var read = new List<string>();
        foreach (var name in map.OrderBy.Prepend(map.Invoice!).Concat(map.ImportId is null ? [] : [map.ImportId]))
        {
            if (table.Columns.TryGetValue(name, out var column))
            {
                read.Add(column.ReadName);
            }
            else
            {
                work.Add(TableMapErrors.ColumnUnknown, At, table.Name, name);
            }
        }

        Columns.UnionWith(read);
        return work.HasFaults ? (null, [], null) : (read[0], read.Skip(1).Take(map.OrderBy.Count).ToList(), Filter(map.Unsent, At));
    }

    public BoundPartner? Partner(ColumnHop hop)
    {
        if (!table.Columns.TryGetValue(hop.Column, out var lookup))
        {
            work.Add(TableMapErrors.ColumnUnknown, ", waitsWith", table.Name, hop.Column);
            return null;
        }

        Columns.Add(lookup.ReadName);
        return new BoundPartner(lookup, hop.Table!);
    }

    private static SortedSet<string> ColumnsOf(TableDefinition table)
    {
        var columns = new SortedSet<string>(StringComparer.Ordinal) { table.PrimaryId };
        if (table.Columns.TryGetValue(table.PrimaryName, out var name))
        {
            columns.Add(name.ReadName);
        }

        return columns;
    }
}
