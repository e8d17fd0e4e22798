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
    public async Task<BoundMap?> BindAsync(TableMap map, ICollection<Fault> faults, CancellationToken cancellation)
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
            work.Add(TableMapErrors.NoChangeTracking, "", map.Table);
        }

        var set = await finance.SetAsync(map.FinanceSet, cancellation);
        if (set is null)
        {
            work.Add(TableMapErrors.SetUnknown, "", map.FinanceSet);
            return null;
        }

        foreach (var key in map.Keys.Where(key => !set.Keys.Contains(key)).Concat(set.Keys.Where(key => !map.Keys.Contains(key))))
        {
            work.Add(TableMapErrors.OtherKey, $", key {key}", set.Name, string.Join(", ", set.Keys));
        }

        foreach (var key in map.Keys.Where(key => map.Fields.All(field => field.Field != key)))
        {
            work.Add(TableMapErrors.KeyWithoutField, $", key {key}");
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
                    work.Add(TableMapErrors.RelatedLookupUnknown, $", related {rows.Name}", rows.Table, rows.Lookup);
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
                work.Add(TableMapErrors.NotReported, $", field {field.Field}", string.Join(", ", known));
            }

            foreach (var column in field.Columns.Where(column => !table.Columns.ContainsKey(column)))
            {
                work.Add(TableMapErrors.ColumnUnknown, $", field {field.Field}", table.Name, column);
            }

            foreach (var column in field.Columns.Where(column => map.Trigger == MapTrigger.PostedInvoice && !PostedInvoiceColumns.ContainsKey(column)))
            {
                work.Add(TableMapErrors.ColumnNotPosted, $", field {field.Field}", column, string.Join(", ", PostedInvoiceColumns.Keys));
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
            work.Add(TableMapErrors.NoColumnLeft, at, string.Join(", ", field.Columns));
        }

        FilterExpression? where = null;
        if (field.Computed is MapComputation.Count or MapComputation.Checksum)
        {
            if (field.Related is null || !related.TryGetValue(field.Related, out var counted))
            {
                work.Add(TableMapErrors.RelatedUnknown, at, field.Related);
            }
            else
            {
                where = work.Filter(field.Where, counted.Table, needed[field.Related], at);
            }
        }
        else if (field.Computed == MapComputation.None && field.Columns.Count == 0 && field.Default is null)
        {
            work.Add(TableMapErrors.FieldWithoutSource, at);
        }

        set.Properties.TryGetValue(field.Field, out var property);
        if (property is null)
        {
            work.Add(TableMapErrors.PropertyUnknown, at, set.Name);
            return new BoundField(field, null, paths, where);
        }

        if (property.Members is { } members)
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
        else if (field.Default is { } value && FieldValue.Convert(value, property) is null)
        {
            work.Add(TableMapErrors.DefaultOfOtherType, at, value.ToString(CultureInfo.InvariantCulture), property.Type);
        }

        return new BoundField(field, property, paths, where);
    }

    private sealed class Binding(TableMap map, ICollection<Fault> faults, DataverseClient dataverse, CancellationToken cancellation)
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

        public async Task<BoundWait?> WaitAsync(WaitCondition condition, TableDefinition table, SortedSet<string> columns)
        {
            const string At = ", waitsFor";
            var where = Filter(condition.Where, table, columns, At);
            if (!table.Columns.TryGetValue(condition.Lookup, out var lookup) || table.Targets.GetValueOrDefault(condition.Lookup, []) is not [var target])
            {
                Add(TableMapErrors.WaitLookupUnknown, At, table.Name, condition.Lookup);
                return null;
            }

            if (await TableAsync(target, At) is not { } awaited)
            {
                return null;
            }

            if (!awaited.Columns.TryGetValue(condition.Column, out var column))
            {
                Add(TableMapErrors.ColumnUnknown, At, target, condition.Column);
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
                Add(TableMapErrors.AwaitedLookupUnknown, at, table.Name, unless.Lookup);
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
                Add(TableMapErrors.ColumnUnknown, at, ties.Name, missing);
            }

            return HasFaults ? null : new BoundTie(ties, ties.Columns[row], ties.Columns[leadsTo], filter, looked);
        }

        public async Task<BoundOwnReversals?> OwnReversalsAsync(OwnReversals reversals, TableDefinition table, SortedSet<string> columns)
        {
            const string At = ", ownReversals";
            if (!table.Columns.TryGetValue(reversals.Invoice, out var invoice))
            {
                Add(TableMapErrors.InvoiceLookupUnknown, At, table.Name, reversals.Invoice);
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
                Add(TableMapErrors.MessageColumnUnknown, At, owner.Name, missing);
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
                Add(TableMapErrors.ColumnUnknown, ", waitsWith", table.Name, hop.Column);
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
                Missing(path, table, path.Column, at);
                return null;
            }

            if (column is { IsDate: true, Behavior: null })
            {
                Add(TableMapErrors.DatesUntold, at, path.Column, table.Name);
                return null;
            }

            wanted.Add(column.ReadName);
            return new BoundPath(path.Text, null, hops, column);
        }

        private void Missing(ColumnPath path, TableDefinition table, string column, string at)
        {
            if (!path.IsOptional)
            {
                Add(TableMapErrors.PathColumnUnknown, at, table.Name, column, path.Text);
            }
        }
    }
}
