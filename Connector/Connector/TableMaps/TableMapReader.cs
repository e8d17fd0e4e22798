using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Http;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>Reads the map files of a folder. What a file says and nobody understands is a fault, never ignored.</summary>
internal static class TableMapReader
{
    /// <summary>Reads every <c>*.json</c> of a folder, in the order in which the maps run.</summary>
    /// <exception cref="ConnectorException">PINV3101 to PINV3104: a file cannot be read as a map. All faults are in the message.</exception>
    public static IReadOnlyList<TableMap> ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ConnectorException(TableMapErrors.FolderMissing.For($"Table maps folder {folder}"));
        }

        var faults = new List<Fault>();
        var maps = new List<TableMap>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            if (Read(Path.GetFileName(file), File.ReadAllText(file), faults) is { } map)
            {
                maps.Add(map);
            }
        }

        faults.AddRange(
            maps.GroupBy(map => map.Name, StringComparer.OrdinalIgnoreCase)
                .Where(group => group.Count() > 1)
                .Select(group => TableMapErrors.NameTwice.For($"Table map {group.Key}"))
        );
        foreach (var trigger in new[] { MapTrigger.InvoiceConfirmed, MapTrigger.PostedActuals, MapTrigger.PostedInvoice })
        {
            if (maps.Count(map => map.Trigger == trigger) != 1)
            {
                faults.Add(TableMapErrors.TriggerNotOnce.For($"Table maps folder {folder}", trigger, maps.Count(map => map.Trigger == trigger)));
            }
        }

        if (faults.Count > 0)
        {
            throw TableMapErrors.Together(faults);
        }

        return maps.OrderBy(map => map.Order).ThenBy(map => map.Name, StringComparer.Ordinal).ToList();
    }

    /// <summary>Reads one file.</summary>
    /// <param name="file">Its name, for faults.</param>
    /// <param name="json">Its text.</param>
    /// <param name="faults">Faults are added here.</param>
    /// <returns>The map, or null where it has faults.</returns>
    public static TableMap? Read(string file, string json, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        TableMap? map;
        try
        {
            var token = NewtonsoftSerializer.Parse(json);
            if ((token is JContainer container ? container.Descendants() : [token]).FirstOrDefault(part => part.Type == JTokenType.Null) is { } empty)
            {
                throw new JsonSerializationException($"null stands at '{empty.Path}'");
            }

            var serializer = JsonSerializer.Create(
                new JsonSerializerSettings
                {
                    MissingMemberHandling = MissingMemberHandling.Error,
                    DateParseHandling = DateParseHandling.None,
                    FloatParseHandling = FloatParseHandling.Decimal,
                    Converters = { new Newtonsoft.Json.Converters.StringEnumConverter { AllowIntegerValues = false } },
                }
            );
            map = token.ToObject<TableMap>(serializer)! with { Fingerprint = CanonicalJson.Hash(token) };
        }
        catch (Exception exception) when (exception is JsonException or InvalidCastException)
        {
            faults.Add(TableMapErrors.FileUnreadable.For($"Table map file {file}", exception.Message));
            return null;
        }

        var before = faults.Count;
        void Missing(bool missing, ErrorCode error, params object?[] values)
        {
            if (missing)
            {
                faults.Add(error.For($"Table map {map.Name ?? file}", values));
            }
        }

        Missing(string.IsNullOrWhiteSpace(map.Name), TableMapErrors.PartMissing, "name");
        Missing(string.IsNullOrWhiteSpace(map.Version), TableMapErrors.PartMissing, "version");
        Missing(string.IsNullOrWhiteSpace(map.Table), TableMapErrors.PartMissing, "table");
        Missing(map.Fields is not { Count: > 0 }, TableMapErrors.PartMissing, "fields");
        Missing(map.Direction == MapDirection.DataverseToFinance && string.IsNullOrWhiteSpace(map.FinanceSet), TableMapErrors.PartMissing, "financeSet");
        Missing(map.Direction == MapDirection.DataverseToFinance && map.Keys is not { Count: > 0 }, TableMapErrors.PartMissing, "keys");
        Missing(
            (map.Trigger is MapTrigger.PostedActuals or MapTrigger.PostedInvoice) != (map.Direction == MapDirection.FinanceToDataverse),
            TableMapErrors.TriggerAgainstDirection,
            map.Trigger,
            map.Direction
        );
        Missing(
            map.WaitsFor is { } wait && (string.IsNullOrWhiteSpace(wait.Lookup) || string.IsNullOrWhiteSpace(wait.Column) || wait.Values is not { Count: > 0 }),
            TableMapErrors.PartNamesNot,
            "waitsFor",
            "lookup, column and values"
        );
        Missing(
            map.WaitsFor?.Through is { } through && new[] { through.Table, through.Row, through.Awaited, through.Where }.Any(string.IsNullOrWhiteSpace),
            TableMapErrors.ThroughNamesNot
        );
        Missing(
            map.WaitsFor?.Unless is { } unless && new[] { unless.Table, unless.Lookup, unless.Filter }.Any(string.IsNullOrWhiteSpace),
            TableMapErrors.PartNamesNot,
            "waitsFor unless",
            "table, lookup and filter"
        );
        Missing(
            map.Tied.Any(rows => new[] { rows.Name, rows.Table, rows.Row, rows.LeadsTo, rows.Target, rows.Where }.Any(string.IsNullOrWhiteSpace)),
            TableMapErrors.PartsNameNot,
            "tied rows",
            "name, table, row, leadsTo, target and where"
        );
        Missing(
            map.OwnReversals is { } reversals
                && (
                    new[] { reversals.Table, reversals.Invoice, reversals.Where, reversals.Certain }.Any(string.IsNullOrWhiteSpace)
                    || reversals.Reversing is not { Count: > 0 }
                    || reversals.Billing is not { Count: > 0 }
                ),
            TableMapErrors.PartsNameNot,
            "ownReversals",
            "table, reversing, billing, invoice, where and certain"
        );
        Missing(
            map.Trigger != MapTrigger.Changes && (map.OwnReversals is not null || map.SkipColumns.Count > 0),
            TableMapErrors.PartsAgainstTrigger,
            "ownReversals and skipColumns",
            map.Trigger
        );
        Missing(
            map.Message is { } message && new[] { message.Table, message.Lookup, message.Column, message.Row }.Any(string.IsNullOrWhiteSpace),
            TableMapErrors.PartNamesNot,
            "message",
            "table, lookup, column and row"
        );
        Missing(map.Message is null && (map.Fields ?? []).Any(field => field.MessageKey is not null), TableMapErrors.MessageMissing);
        Missing(map.Trigger != MapTrigger.Changes && (map.Fields ?? []).Any(field => field.Kept), TableMapErrors.PartAgainstTrigger, "kept", map.Trigger);
        Missing(map.Trigger != MapTrigger.Changes && map.Tied.Count > 0, TableMapErrors.PartsAgainstTrigger, "tied rows", map.Trigger);
        Missing(
            map.Trigger != MapTrigger.Changes && (map.WaitsFor is not null || map.WaitsWith.Count > 0),
            TableMapErrors.PartsAgainstTrigger,
            "waitsFor and waitsWith",
            map.Trigger
        );
        if (map.TimeZone is { } zone && MapTimeZone.Find(zone) is null)
        {
            faults.Add(TableMapErrors.MapTimeZoneUnknown.For($"Table map {map.Name}", zone));
        }

        foreach (var text in map.WaitsWith.Where(text => ColumnPath.ParseHop(text)?.Table is null))
        {
            faults.Add(TableMapErrors.NoLookupWithTable.For($"Table map {map.Name}, waitsWith", text));
        }

        foreach (var duplicate in (map.Fields ?? []).GroupBy(field => field.Field, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            faults.Add(TableMapErrors.FieldTwice.For($"Table map {map.Name}, field {duplicate.Key}"));
        }

        foreach (var field in map.Fields ?? [])
        {
            foreach (var path in field.Columns.Where(path => ColumnPath.Parse(path) is null))
            {
                faults.Add(TableMapErrors.NoColumnPath.For($"Table map {map.Name}, field {field.Field}", path));
            }

            CheckFilter(map, field.Where, $", field {field.Field}", faults);
        }

        foreach (var rows in map.Tied)
        {
            CheckFilter(map, rows.Filter, $", tied {rows.Name}", faults);
            CheckFilter(map, rows.Where, $", tied {rows.Name}", faults);
        }

        CheckFilter(map, map.OwnReversals?.Where, ", ownReversals", faults);
        CheckFilter(map, map.OwnReversals?.Certain, ", ownReversals", faults);
        foreach (var tie in (map.OwnReversals?.Reversing ?? []).Concat(map.OwnReversals?.Billing ?? []))
        {
            CheckFilter(map, tie.Filter, ", ownReversals", faults);
        }

        CheckFilter(map, map.Message?.Filter, ", message", faults);
        CheckFilter(map, map.Message?.Where, ", message", faults);
        CheckFilter(map, map.WaitsFor?.Where, ", waitsFor", faults);
        CheckFilter(map, map.WaitsFor?.Through?.Filter, ", waitsFor", faults);
        CheckFilter(map, map.WaitsFor?.Through?.Where, ", waitsFor", faults);
        CheckFilter(map, map.WaitsFor?.Unless?.Filter, ", waitsFor", faults);
        CheckFilter(map, map.Filter, "", faults);
        return faults.Count == before ? map : null;
    }

    private static void CheckFilter(TableMap map, string? filter, string field, ICollection<Fault> faults)
    {
        if (filter is null)
        {
            return;
        }

        try
        {
            FilterExpression.Parse(filter);
        }
        catch (FormatException exception)
        {
            faults.Add(TableMapErrors.FilterUnreadable.For($"Table map {map.Name}{field}", exception.Message.TrimEnd('.')));
        }
    }
}
