using System.Globalization;
using System.Net;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.FinanceSystem;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>Holds maps against the definitions of Dataverse and $metadata of finance, and names every fault.</summary>
internal sealed class TableMapBinder(DataverseClient dataverse, FinanceClient finance)
{
    /// <summary>Fields that finance reports for an actual.</summary>
    private static readonly string[] PostedLineFields = ["voucher", "exchangeRate", "accountingAmount", "taxAmount", "accountingTaxAmount"];

    /// <summary>Parameters of the custom API that records the posting of an invoice, and the field of the report each may come from.</summary>
    private static readonly string[] PostedInvoiceFields = ["proposal", "customerInvoiceNumber", "customerInvoiceDate", "taxAmount", "outcome"];

    /// <summary>Columns of the invoice that the custom API sets, and the parameter of each.</summary>
    internal static readonly IReadOnlyDictionary<string, string> PostedInvoiceColumns = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["pinv_customerinvoicenumber"] = "CustomerInvoiceNumber",
        ["pinv_customerinvoicedate"] = "CustomerInvoiceDate",
        ["pinv_taxamount"] = "TaxAmount",
        ["pinv_financestatus"] = "FinanceStatus",
    };

    /// <summary>Binds one map.</summary>
    /// <param name="faults">Faults are added here.</param>
    /// <returns>The bound map, or null where it has faults.</returns>
    /// <exception cref="ConnectorException">One of the sides cannot be reached.</exception>
    public async Task<BoundMap?> BindAsync(TableMap map, ICollection<TableMapFault> faults, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(faults);
        var work = new Binding(map, faults, dataverse, cancellation);
        var table = await work.TableAsync(map.Table, "");
        if (table is null)
        {
            return null;
        }

        if (map.Direction == MapDirection.FinanceToDataverse)
        {
            return BindBack(map, table, work);
        }

        if (map.Trigger == MapTrigger.Changes && !table.TracksChanges)
        {
            work.Fault("PINV3114", "", $"table {map.Table} does not track changes", "Switch change tracking on for the table");
        }

        var set = await finance.SetAsync(map.FinanceSet, cancellation);
        if (set is null)
        {
            work.Fault("PINV3108", "", $"finance has no entity set {map.FinanceSet}", $"Set Finance:Sets:{map.FinanceSet} to the name of the set");
            return null;
        }

        foreach (var key in map.Keys.Where(key => !set.Keys.Contains(key)).Concat(set.Keys.Where(key => !map.Keys.Contains(key))))
        {
            work.Fault("PINV3111", $", key {key}", $"the key of {set.Name} is {string.Join(", ", set.Keys)}", "Name exactly these fields in keys");
        }

        foreach (var key in map.Keys.Where(key => map.Fields.All(field => field.Field != key)))
        {
            work.Fault("PINV3111", $", key {key}", "no field of the map fills it", "Map the field");
        }

        var related = new Dictionary<string, BoundRelated>(StringComparer.Ordinal);
        foreach (var rows in map.Related)
        {
            if (await work.TableAsync(rows.Table, $", related {rows.Name}") is { } relatedTable)
            {
                if (relatedTable.Columns.TryGetValue(rows.Lookup, out var lookup) && lookup.IsLookup)
                {
                    related[rows.Name] = new BoundRelated(rows, relatedTable, lookup.ReadName, []);
                }
                else
                {
                    work.Fault("PINV3107", $", related {rows.Name}", $"table {rows.Table} has no lookup {rows.Lookup}", "Name its lookup to the map's table");
                }
            }
        }

        var needed = related.Keys.ToDictionary(name => name, name => new SortedSet<string>(StringComparer.Ordinal) { related[name].Table.PrimaryId });
        var own = new SortedSet<string>(StringComparer.Ordinal) { table.PrimaryId };
        if (table.Columns.TryGetValue(table.PrimaryName, out var nameColumn))
        {
            own.Add(nameColumn.ReadName);
        }

        var tied = new Dictionary<string, BoundTiedRows>(StringComparer.Ordinal);
        foreach (var rows in map.Tied)
        {
            if (await work.TiedRowsAsync(rows, table, own) is { } found)
            {
                tied[rows.Name] = found;
            }
        }

        var fields = new List<BoundField>();
        foreach (var field in map.Fields)
        {
            fields.Add(await BindFieldAsync(field, set, table, related, tied, own, needed, work));
        }

        var filter = work.Filter(map.Filter, table, own, "");
        var message = map.Message is { } keys ? await work.MessageAsync(keys, table, own) : null;
        var skips = map.SkipColumns.Where(table.Columns.ContainsKey).Select(name => table.Columns[name].ReadName).ToList();
        own.UnionWith(skips);
        var ownReversals = map.OwnReversals is { } reversals ? await work.OwnReversalsAsync(reversals, table, own) : null;
        var waitsFor = map.WaitsFor is { } condition ? await work.WaitAsync(condition, table, own) : null;
        var waitsWith = map.WaitsWith.Select(text => work.Partner(ColumnPath.ParseHop(text)!, table, own)).OfType<BoundPartner>().ToList();
        return work.HasFaults
            ? null
            : new BoundMap(
                map,
                table,
                set,
                filter,
                fields,
                related.ToDictionary(pair => pair.Key, pair => pair.Value with { Select = needed[pair.Key].ToList() }, StringComparer.Ordinal),
                work.LookupColumns.ToDictionary(pair => pair.Key, IReadOnlySet<string> (pair) => pair.Value)
            )
            {
                Select = own.ToList(),
                WaitsFor = waitsFor,
                WaitsWith = waitsWith,
                Tied = tied.Values.ToList(),
                Message = message,
                SkipReadNames = skips,
                OwnReversals = ownReversals,
            };
    }

    private static BoundMap? BindBack(TableMap map, TableDefinition table, Binding work)
    {
        var known = map.Trigger == MapTrigger.PostedActuals ? PostedLineFields : PostedInvoiceFields;
        foreach (var field in map.Fields)
        {
            if (!known.Contains(field.Field))
            {
                work.Fault("PINV3109", $", field {field.Field}", "finance reports no such field", "Use one of " + string.Join(", ", known));
            }

            foreach (var column in field.Columns.Where(column => !table.Columns.ContainsKey(column)))
            {
                work.Fault("PINV3106", $", field {field.Field}", $"table {table.Name} has no column {column}", "Name a column of the table");
            }

            foreach (var column in field.Columns.Where(column => map.Trigger == MapTrigger.PostedInvoice && !PostedInvoiceColumns.ContainsKey(column)))
            {
                work.Fault(
                    "PINV3106",
                    $", field {field.Field}",
                    $"the posting of an invoice does not set column {column}",
                    "Name one of " + string.Join(", ", PostedInvoiceColumns.Keys)
                );
            }
        }

        return work.HasFaults
            ? null
            : new BoundMap(
                map,
                table,
                null,
                null,
                map.Fields.Select(field => new BoundField(field, null, [], null)).ToList(),
                new Dictionary<string, BoundRelated>(),
                new Dictionary<TableDefinition, IReadOnlySet<string>>()
            )
            {
                Select = [table.PrimaryId],
            };
    }

    private static async Task<BoundField> BindFieldAsync(
        FieldMap field,
        FinanceSet set,
        TableDefinition table,
        Dictionary<string, BoundRelated> related,
        Dictionary<string, BoundTiedRows> tied,
        SortedSet<string> own,
        Dictionary<string, SortedSet<string>> needed,
        Binding work
    )
    {
        var at = $", field {field.Field}";
        var paths = new List<BoundPath>();
        foreach (var text in field.Columns)
        {
            var path = ColumnPath.Parse(text)!;
            if (path.Hops is [{ } first, ..] && related.TryGetValue(first.Column, out var rows))
            {
                if (await work.PathAsync(path with { Hops = path.Hops.Skip(1).ToList() }, rows.Table, needed[first.Column], at) is { } fromRelated)
                {
                    paths.Add(fromRelated with { Related = first.Column, Text = text });
                }
            }
            else if (path.Hops is [{ } begin, ..] && tied.TryGetValue(begin.Column, out var rowsTied))
            {
                if (await work.PathAsync(path with { Hops = path.Hops.Skip(1).ToList() }, rowsTied.Target, work.ColumnsOf(rowsTied.Target), at) is { } fromTied)
                {
                    paths.Add(fromTied with { Hops = [new BoundHop(rowsTied.ReadName, rowsTied.Target), .. fromTied.Hops], Text = text });
                }
            }
            else if (await work.PathAsync(path, table, own, at) is { } fromRow)
            {
                paths.Add(fromRow);
            }
        }

        if (paths.Count == 0 && field is { Columns.Count: > 0, Required: true } && !work.HasFaults)
        {
            work.Fault(
                "PINV3106",
                at,
                $"this environment has none of its columns ({string.Join(", ", field.Columns)}), and the field is required",
                "Add a column that it has"
            );
        }

        FilterExpression? where = null;
        if (field.Computed is MapComputation.Count or MapComputation.Checksum)
        {
            if (field.Related is null || !related.TryGetValue(field.Related, out var counted))
            {
                work.Fault(
                    "PINV3116",
                    at,
                    $"it is computed from related rows '{field.Related}' that the map does not have",
                    "Name one of the map's related rows"
                );
            }
            else
            {
                where = work.Filter(field.Where, counted.Table, needed[field.Related], at);
            }
        }
        else if (field.Computed == MapComputation.None && field.Columns.Count == 0 && field.Default is null)
        {
            work.Fault("PINV3103", at, "it has neither columns nor a default nor a computation", "Say where its value comes from");
        }

        set.Properties.TryGetValue(field.Field, out var property);
        if (property is null)
        {
            work.Fault("PINV3109", at, $"{set.Name} has no such property", "Correct the name, or remove the field");
            return new BoundField(field, null, paths, where);
        }

        if (property.Members is { } members)
        {
            foreach (var symbol in field.ValueMap.Values.Append((string?)field.Default).OfType<string>().Where(symbol => !members.Contains(symbol)))
            {
                work.Fault("PINV3113", at, $"'{symbol}' is none of {string.Join(", ", members)}", "Use one of the symbols");
            }

            if (field.ValueMap.Count == 0 && field.Columns.Count > 0)
            {
                work.Fault("PINV3113", at, "an enumeration needs a value map", "Add valueMap from the column's values to the symbols");
            }
        }
        else if (field.Default is { } value && FieldValue.Convert(value, property) is null)
        {
            work.Fault("PINV3115", at, $"the default {value.ToString(CultureInfo.InvariantCulture)} is no {property.Type}", "Correct the default");
        }

        return new BoundField(field, property, paths, where);
    }

    private sealed class Binding(TableMap map, ICollection<TableMapFault> faults, DataverseClient dataverse, CancellationToken cancellation)
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

        public void Fault(string code, string at, string cause, string remedy) =>
            faults.Add(new TableMapFault(code, $"Table map {map.Name}{at}", cause, remedy));

        public async Task<TableDefinition?> TableAsync(string name, string at)
        {
            try
            {
                return await dataverse.DefinitionAsync(name, cancellation);
            }
            catch (ConnectorException failure) when (failure.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
            {
                Fault("PINV3105", at, $"Dataverse has no table {name}", "Correct the name, or install the solution it belongs to");
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
                    Fault("PINV3106", at, $"table {table.Name} has no column {column} that the filter names", "Correct the filter");
                }
            }

            return filter;
        }

        public async Task<BoundWait?> WaitAsync(WaitCondition condition, TableDefinition table, SortedSet<string> columns)
        {
            const string At = ", waitsFor";
            var where = Filter(condition.Where, table, columns, At);
            if (!table.Columns.TryGetValue(condition.Lookup, out var lookup) || table.Targets.GetValueOrDefault(condition.Lookup, []) is not [var target])
            {
                Fault("PINV3107", At, $"table {table.Name} has no lookup {condition.Lookup} to one table", "Name such a lookup");
                return null;
            }

            if (await TableAsync(target, At) is not { } awaited)
            {
                return null;
            }

            if (!awaited.Columns.TryGetValue(condition.Column, out var column))
            {
                Fault("PINV3106", At, $"table {target} has no column {condition.Column}", "Name a column of the table");
                return null;
            }

            columns.Add(lookup.ReadName);
            return new BoundWait(lookup.ReadName, awaited, column.ReadName, condition.Values.ToHashSet(StringComparer.Ordinal), where)
            {
                Through = condition.Through is { } through
                    ? await TieAsync(through.Table, through.Row, through.Awaited, through.Filter, through.Where, table, columns, At)
                    : null,
                Unless = condition.Unless is { } unless ? await UnlessAsync(unless, At) : null,
            };
        }

        private async Task<BoundUnless?> UnlessAsync(WaitUnless unless, string at)
        {
            if (await TableAsync(unless.Table, at) is not { } table)
            {
                return null;
            }

            Filter(unless.Filter, table, [], at);
            if (!table.Columns.TryGetValue(unless.Lookup, out var lookup))
            {
                Fault("PINV3106", at, $"table {table.Name} has no column {unless.Lookup}", "Name its lookup to what is waited for");
                return null;
            }

            return new BoundUnless(table, lookup, unless.Filter);
        }

        public async Task<BoundTiedRows?> TiedRowsAsync(TiedRows rows, TableDefinition table, SortedSet<string> columns)
        {
            var at = $", tied {rows.Name}";
            return
                await TieAsync(rows.Table, rows.Row, rows.LeadsTo, rows.Filter, rows.Where, table, columns, at) is { } tie
                && await TableAsync(rows.Target, at) is { } target
                ? new BoundTiedRows(rows.Name, tie, target)
                : null;
        }

        private async Task<BoundTie?> TieAsync(
            string tyingTable,
            string row,
            string leadsTo,
            string? filter,
            string where,
            TableDefinition table,
            SortedSet<string> columns,
            string at
        )
        {
            var looked = Filter(where, table, columns, at)!;
            if (await TableAsync(tyingTable, at) is not { } ties)
            {
                return null;
            }

            Filter(filter, ties, [], at);
            foreach (var missing in new[] { row, leadsTo }.Where(name => !ties.Columns.ContainsKey(name)))
            {
                Fault("PINV3106", at, $"table {ties.Name} has no column {missing}", "Name a column of the table");
            }

            return HasFaults ? null : new BoundTie(ties, ties.Columns[row], ties.Columns[leadsTo], filter, looked);
        }

        public async Task<BoundOwnReversals?> OwnReversalsAsync(OwnReversals reversals, TableDefinition table, SortedSet<string> columns)
        {
            const string At = ", ownReversals";
            if (!table.Columns.TryGetValue(reversals.Invoice, out var invoice))
            {
                Fault("PINV3106", At, $"table {table.Name} has no column {reversals.Invoice}", "Name its lookup to the invoice");
                return null;
            }

            columns.Add(invoice.ReadName);
            var reversing = await TiesAsync(reversals.Table, reversals.Reversing, reversals.Where, table, columns, At);
            var billing = await TiesAsync(reversals.Table, reversals.Billing, reversals.Where, table, columns, At);
            var (where, certain) = (Filter(reversals.Where, table, columns, At)!, Filter(reversals.Certain, table, columns, At)!);
            return HasFaults ? null : new BoundOwnReversals(table, reversing, billing, invoice.ReadName, where, certain);
        }

        private async Task<List<BoundTie>> TiesAsync(
            string tyingTable,
            IReadOnlyList<Tie> ties,
            string where,
            TableDefinition table,
            SortedSet<string> columns,
            string at
        )
        {
            var bound = new List<BoundTie>();
            foreach (var tie in ties)
            {
                if (await TieAsync(tyingTable, tie.Row, tie.LeadsTo, tie.Filter, where, table, columns, at) is { } found)
                {
                    bound.Add(found);
                }
            }

            return bound;
        }

        public async Task<BoundMessageKeys?> MessageAsync(MessageKeys keys, TableDefinition table, SortedSet<string> columns)
        {
            const string At = ", message";
            var where = Filter(keys.Where, table, columns, At);
            if (await TableAsync(keys.Table, At) is not { } messages)
            {
                return null;
            }

            Filter(keys.Filter, messages, [], At);
            foreach (
                var (owner, missing) in new[] { (messages, keys.Lookup), (messages, keys.Column), (table, keys.Row) }.Where(name =>
                    !name.Item1.Columns.ContainsKey(name.Item2)
                )
            )
            {
                Fault("PINV3106", At, $"table {owner.Name} has no column {missing}", "Name a column of the table, or install the solution that has it");
            }

            if (HasFaults)
            {
                return null;
            }

            columns.Add(table.Columns[keys.Row].ReadName);
            return new BoundMessageKeys(
                messages,
                messages.Columns[keys.Lookup].ReadName,
                messages.Columns[keys.Column].ReadName,
                table.Columns[keys.Row].ReadName,
                keys.Filter,
                where
            );
        }

        public BoundPartner? Partner(ColumnHop hop, TableDefinition table, SortedSet<string> columns)
        {
            if (!table.Columns.TryGetValue(hop.Column, out var lookup))
            {
                Fault("PINV3106", ", waitsWith", $"table {table.Name} has no column {hop.Column}", "Name a column of the table");
                return null;
            }

            columns.Add(lookup.ReadName);
            return new BoundPartner(lookup, hop.Table!);
        }

        public async Task<BoundPath?> PathAsync(ColumnPath path, TableDefinition start, SortedSet<string> columns, string at)
        {
            var (table, wanted, hops) = (start, columns, new List<BoundHop>());
            foreach (var hop in path.Hops)
            {
                if (!table.Columns.TryGetValue(hop.Column, out var lookup))
                {
                    Missing(path, $"table {table.Name} has no column {hop.Column}", at);
                    return null;
                }

                var targets = table.Targets.GetValueOrDefault(hop.Column, []);
                if (hop.Table is null && targets.Count != 1)
                {
                    Fault(
                        "PINV3107",
                        at,
                        $"column {hop.Column} of {table.Name} leads to {(targets.Count == 0 ? "no table" : string.Join(" or ", targets))} ('{path.Text}')",
                        "Name the table in parentheses behind the column, or correct the path"
                    );
                    return null;
                }

                if (hop.Table is not null && lookup.IsLookup && targets.Count > 0 && !targets.Contains(hop.Table))
                {
                    Fault("PINV3107", at, $"column {hop.Column} of {table.Name} does not lead to {hop.Table}", "Name one of " + string.Join(", ", targets));
                    return null;
                }

                wanted.Add(lookup.ReadName);
                if (await TableAsync(hop.Table ?? targets[0], at) is not { } next)
                {
                    return null;
                }

                hops.Add(new BoundHop(lookup.ReadName, next));
                table = next;
                wanted = ColumnsOf(table);
            }

            if (!table.Columns.TryGetValue(path.Column, out var column))
            {
                Missing(path, $"table {table.Name} has no column {path.Column}", at);
                return null;
            }

            if (column is { IsDate: true, Behavior: null })
            {
                Fault(
                    "PINV3119",
                    at,
                    $"the definition of column {path.Column} of {table.Name} does not say how its dates behave",
                    "Let the connector's role read the definitions of columns"
                );
                return null;
            }

            wanted.Add(column.ReadName);
            return new BoundPath(path.Text, null, hops, column);
        }

        private void Missing(ColumnPath path, string cause, string at)
        {
            if (!path.IsOptional)
            {
                Fault(
                    "PINV3106",
                    at,
                    $"{cause} ('{path.Text}')",
                    "Correct the path, or put a question mark behind it where not every environment has the column"
                );
            }
        }
    }
}
