namespace ProjectInvoice.Connector.TableMaps;

/// <summary>What a map must hold to by itself, before either side is asked: nothing left out, no contradiction, every expression readable.</summary>
/// <param name="file">What a map without a name is called.</param>
/// <param name="faults">Faults are added here.</param>
internal sealed class TableMapChecks(TableMap map, string file, ICollection<Fault> faults)
{
    private readonly IReadOnlyList<FieldMap> fields = map.Fields ?? [];

    public void Run()
    {
        FindMissingParts();
        FindWaitingWithoutNames();
        FindTiesWithoutNames();
        FindMessageWithoutNames();
        FindPartsAgainstTrigger();
        FindLinesWithoutNames();
        FindUnreadableNames();
        FindFieldsTwice();
        FindUnreadableFields();
        FindUnreadableFilters();
    }

    private void FindMissingParts()
    {
        var isOutward = map.Direction == MapDirection.DataverseToFinance;
        var isPosted = map.Trigger is MapTrigger.PostedActuals or MapTrigger.PostedInvoice;
        AddIf(string.IsNullOrWhiteSpace(map.Name), TableMapErrors.PartMissing, "name");
        AddIf(string.IsNullOrWhiteSpace(map.Version), TableMapErrors.PartMissing, "version");
        AddIf(string.IsNullOrWhiteSpace(map.Table), TableMapErrors.PartMissing, "table");
        AddIf(fields.Count == 0, TableMapErrors.PartMissing, "fields");
        AddIf(isOutward && string.IsNullOrWhiteSpace(map.FinanceSet), TableMapErrors.PartMissing, "financeSet");
        AddIf(isOutward && IsEmpty(map.Keys), TableMapErrors.PartMissing, "keys");
        AddIf(isPosted != (map.Direction == MapDirection.FinanceToDataverse), TableMapErrors.TriggerAgainstDirection, map.Trigger, map.Direction);
    }

    private void FindWaitingWithoutNames()
    {
        if (map.WaitsFor is not { } wait)
        {
            return;
        }

        AddIf(AnyBlank(wait.Lookup, wait.Column) || IsEmpty(wait.Values), TableMapErrors.PartNamesNot, "waitsFor", "lookup, column and values");
        AddIf(wait.Through is { } through && AnyBlank(through.Table, through.Row, through.Awaited, through.Where), TableMapErrors.ThroughNamesNot);
        AddIf(
            wait.Unless is { } unless && AnyBlank(unless.Table, unless.Lookup, unless.Filter),
            TableMapErrors.PartNamesNot,
            "waitsFor unless",
            "table, lookup and filter"
        );
    }

    private void FindTiesWithoutNames()
    {
        AddIf(
            map.Tied.Any(rows => AnyBlank(rows.Name, rows.Table, rows.Row, rows.LeadsTo, rows.Target, rows.Where)),
            TableMapErrors.PartsNameNot,
            "tied rows",
            "name, table, row, leadsTo, target and where"
        );
        AddIf(
            map.OwnReversals is { } own && (AnyBlank(own.Table, own.Invoice, own.Where, own.Certain) || IsEmpty(own.Reversing) || IsEmpty(own.Billing)),
            TableMapErrors.PartsNameNot,
            "ownReversals",
            "table, reversing, billing, invoice, where and certain"
        );
        AddAgainstTrigger(map.OwnReversals is not null || map.SkipColumns.Count > 0, TableMapErrors.PartsAgainstTrigger, "ownReversals and skipColumns");
    }

    private void FindMessageWithoutNames()
    {
        AddIf(
            map.Message is { } message && AnyBlank(message.Table, message.Lookup, message.Column, message.Row),
            TableMapErrors.PartNamesNot,
            "message",
            "table, lookup, column and row"
        );
        AddIf(map.Message is null && fields.Any(field => field.MessageKey is not null), TableMapErrors.MessageMissing);
    }

    private void FindPartsAgainstTrigger()
    {
        AddAgainstTrigger(fields.Any(field => field.Kept), TableMapErrors.PartAgainstTrigger, "kept");
        AddAgainstTrigger(map.Tied.Count > 0, TableMapErrors.PartsAgainstTrigger, "tied rows");
        AddAgainstTrigger(map.WaitsFor is not null || map.WaitsWith.Count > 0, TableMapErrors.PartsAgainstTrigger, "waitsFor and waitsWith");
    }

    private void FindLinesWithoutNames()
    {
        var isLines = map.Trigger == MapTrigger.InvoiceLines;
        var numbered = fields.Where(field => field.Computed == MapComputation.Ordinal).ToList();
        AddIf(isLines && string.IsNullOrWhiteSpace(map.Invoice), TableMapErrors.PartMissing, "invoice");
        AddIf(isLines && numbered.Count != 1, TableMapErrors.PartMissing, "one field that is computed as Ordinal");
        AddIf(!isLines && (map.Invoice is not null || map.OrderBy.Count > 0 || map.Unsent is not null), TableMapErrors.PartsAgainstLines, map.Trigger);
        AddIf(!isLines && (numbered.Count > 0 || fields.Any(field => !field.Sent)), TableMapErrors.PartsAgainstLines, map.Trigger);
        AddIf(fields.Any(field => field.Step < 1 || field.Cut < 1), TableMapErrors.PartMissing, "a step and a cut above 0");
    }

    private void FindUnreadableNames()
    {
        if (map.TimeZone is { } zone && MapTimeZone.Find(zone) is null)
        {
            Add(TableMapErrors.MapTimeZoneUnknown, "", zone);
        }

        foreach (var text in map.WaitsWith.Where(text => ColumnPath.ParseHop(text)?.Table is null))
        {
            Add(TableMapErrors.NoLookupWithTable, ", waitsWith", text);
        }
    }

    private void FindFieldsTwice()
    {
        foreach (var twice in fields.GroupBy(field => field.Field, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            Add(TableMapErrors.FieldTwice, $", field {twice.Key}");
        }
    }

    private void FindUnreadableFields()
    {
        foreach (var field in fields)
        {
            foreach (var path in field.Columns.Where(path => ColumnPath.Parse(path) is null))
            {
                Add(TableMapErrors.NoColumnPath, $", field {field.Field}", path);
            }

            CheckFilters($", field {field.Field}", field.Where);
        }
    }

    private void FindUnreadableFilters()
    {
        foreach (var rows in map.Tied)
        {
            CheckFilters($", tied {rows.Name}", rows.Filter, rows.Where);
        }

        if (map.OwnReversals is { } own)
        {
            CheckFilters(", ownReversals", [own.Where, own.Certain, .. (own.Reversing ?? []).Concat(own.Billing ?? []).Select(tie => tie.Filter)]);
        }

        CheckFilters(", message", map.Message?.Filter, map.Message?.Where);
        CheckFilters(", waitsFor", map.WaitsFor?.Where, map.WaitsFor?.Through?.Filter, map.WaitsFor?.Through?.Where, map.WaitsFor?.Unless?.Filter);
        CheckFilters("", map.Filter, map.Unsent);
    }

    private void CheckFilters(string at, params IEnumerable<string?> filters)
    {
        foreach (var filter in filters.OfType<string>())
        {
            try
            {
                FilterExpression.Parse(filter);
            }
            catch (FormatException exception)
            {
                Add(TableMapErrors.FilterUnreadable, at, exception.Message.TrimEnd('.'));
            }
        }
    }

    private void AddAgainstTrigger(bool isThere, ErrorCode error, string part) => AddIf(isThere && map.Trigger != MapTrigger.Changes, error, part, map.Trigger);

    private void AddIf(bool isWrong, ErrorCode error, params object?[] values)
    {
        if (isWrong)
        {
            faults.Add(error.For($"Table map {map.Name ?? file}", values));
        }
    }

    private void Add(ErrorCode error, string at, params object?[] values) => faults.Add(error.For($"Table map {map.Name}{at}", values));

    private static bool AnyBlank(params IEnumerable<string?> names) => names.Any(string.IsNullOrWhiteSpace);

    private static bool IsEmpty<T>(IReadOnlyList<T>? list) => list is not { Count: > 0 };
}
