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
            throw new ConnectorException("PINV3101", $"Table maps folder {folder}", "it is not there", "Set TableMaps:Folder", FailureKind.Configuration);
        }

        var faults = new List<TableMapFault>();
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
                .Select(group => new TableMapFault("PINV3102", $"Table map {group.Key}", "two files have this name", "Rename or remove one of them"))
        );
        foreach (var trigger in new[] { MapTrigger.InvoiceConfirmed, MapTrigger.PostedActuals, MapTrigger.PostedInvoice })
        {
            if (maps.Count(map => map.Trigger == trigger) != 1)
            {
                faults.Add(
                    new TableMapFault(
                        "PINV3102",
                        $"Table maps folder {folder}",
                        $"it needs exactly one map with trigger {trigger} and has {maps.Count(map => map.Trigger == trigger)}",
                        "Add or remove a file"
                    )
                );
            }
        }

        if (faults.Count > 0)
        {
            throw new ConnectorException(
                faults[0].Code,
                faults[0].Record,
                string.Join("; ", faults.Select((fault, index) => index == 0 ? fault.Cause : fault.ToString())),
                faults[0].Remedy,
                FailureKind.Configuration
            );
        }

        return maps.OrderBy(map => map.Order).ThenBy(map => map.Name, StringComparer.Ordinal).ToList();
    }

    /// <summary>Reads one file.</summary>
    /// <param name="file">Its name, for faults.</param>
    /// <param name="json">Its text.</param>
    /// <param name="faults">Faults are added here.</param>
    /// <returns>The map, or null where it has faults.</returns>
    public static TableMap? Read(string file, string json, ICollection<TableMapFault> faults)
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
            faults.Add(new TableMapFault("PINV3101", $"Table map file {file}", exception.Message.TrimEnd('.'), "Correct the file"));
            return null;
        }

        var before = faults.Count;
        void Missing(bool missing, string cause)
        {
            if (missing)
            {
                faults.Add(new TableMapFault("PINV3103", $"Table map {map.Name ?? file}", cause, "Complete the file"));
            }
        }

        Missing(string.IsNullOrWhiteSpace(map.Name), "it has no name");
        Missing(string.IsNullOrWhiteSpace(map.Version), "it has no version");
        Missing(string.IsNullOrWhiteSpace(map.Table), "it has no table");
        Missing(map.Fields is not { Count: > 0 }, "it has no fields");
        Missing(map.Direction == MapDirection.DataverseToFinance && string.IsNullOrWhiteSpace(map.FinanceSet), "it has no financeSet");
        Missing(map.Direction == MapDirection.DataverseToFinance && map.Keys is not { Count: > 0 }, "it has no keys");
        Missing(
            (map.Trigger is MapTrigger.PostedActuals or MapTrigger.PostedInvoice) != (map.Direction == MapDirection.FinanceToDataverse),
            $"trigger {map.Trigger} does not go with direction {map.Direction}"
        );
        Missing(
            map.WaitsFor is { } wait && (string.IsNullOrWhiteSpace(wait.Lookup) || string.IsNullOrWhiteSpace(wait.Column) || wait.Values is not { Count: > 0 }),
            "its waitsFor does not name lookup, column and values"
        );
        Missing(
            map.WaitsFor?.Through is { } through && new[] { through.Table, through.Row, through.Awaited, through.Where }.Any(string.IsNullOrWhiteSpace),
            "what it waits through does not name table, row, awaited and where"
        );
        Missing(
            map.WaitsFor?.Unless is { } unless && new[] { unless.Table, unless.Lookup, unless.Filter }.Any(string.IsNullOrWhiteSpace),
            "its waitsFor unless does not name table, lookup and filter"
        );
        Missing(
            map.Tied.Any(rows => new[] { rows.Name, rows.Table, rows.Row, rows.LeadsTo, rows.Target, rows.Where }.Any(string.IsNullOrWhiteSpace)),
            "its tied rows do not name name, table, row, leadsTo, target and where"
        );
        Missing(
            map.OwnReversals is { } reversals
                && (
                    new[] { reversals.Table, reversals.Invoice, reversals.Where, reversals.Certain }.Any(string.IsNullOrWhiteSpace)
                    || reversals.Reversing is not { Count: > 0 }
                    || reversals.Billing is not { Count: > 0 }
                ),
            "its ownReversals do not name table, reversing, billing, invoice, where and certain"
        );
        Missing(
            map.Trigger != MapTrigger.Changes && (map.OwnReversals is not null || map.SkipColumns.Count > 0),
            $"ownReversals and skipColumns do not go with trigger {map.Trigger}"
        );
        Missing(
            map.Message is { } message && new[] { message.Table, message.Lookup, message.Column, message.Row }.Any(string.IsNullOrWhiteSpace),
            "its message does not name table, lookup, column and row"
        );
        Missing(map.Message is null && (map.Fields ?? []).Any(field => field.MessageKey is not null), "a field names a messageKey, and the map no message");
        Missing(map.Trigger != MapTrigger.Changes && (map.Fields ?? []).Any(field => field.Kept), $"kept does not go with trigger {map.Trigger}");
        Missing(map.Trigger != MapTrigger.Changes && map.Tied.Count > 0, $"tied rows do not go with trigger {map.Trigger}");
        Missing(
            map.Trigger != MapTrigger.Changes && (map.WaitsFor is not null || map.WaitsWith.Count > 0),
            $"waitsFor and waitsWith do not go with trigger {map.Trigger}"
        );
        if (map.TimeZone is { } zone && MapTimeZone.Find(zone) is null)
        {
            faults.Add(
                new TableMapFault(
                    "PINV3118",
                    $"Table map {map.Name}",
                    $"its timeZone '{zone}' is no time zone",
                    "Write an IANA or Windows name such as Europe/Rome"
                )
            );
        }

        foreach (var text in map.WaitsWith.Where(text => ColumnPath.ParseHop(text)?.Table is null))
        {
            faults.Add(
                new TableMapFault(
                    "PINV3104",
                    $"Table map {map.Name}, waitsWith",
                    $"'{text}' is no lookup with its table",
                    "Write the lookup and its table in parentheses"
                )
            );
        }

        foreach (var duplicate in (map.Fields ?? []).GroupBy(field => field.Field, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            faults.Add(
                new TableMapFault(
                    "PINV3110",
                    $"Table map {map.Name}, field {duplicate.Key}",
                    "it is mapped twice",
                    "Keep one of them; a fallback is a second entry in columns"
                )
            );
        }

        foreach (var field in map.Fields ?? [])
        {
            foreach (var path in field.Columns.Where(path => ColumnPath.Parse(path) is null))
            {
                faults.Add(
                    new TableMapFault(
                        "PINV3104",
                        $"Table map {map.Name}, field {field.Field}",
                        $"'{path}' is no column path",
                        "Write columns separated by dots, a table in parentheses"
                    )
                );
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

    private static void CheckFilter(TableMap map, string? filter, string field, ICollection<TableMapFault> faults)
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
            faults.Add(
                new TableMapFault(
                    "PINV3104",
                    $"Table map {map.Name}{field}",
                    $"its filter cannot be read: {exception.Message.TrimEnd('.')}",
                    "Use eq, ne, gt, ge, lt, le, and, or, not, parentheses"
                )
            );
        }
    }
}
