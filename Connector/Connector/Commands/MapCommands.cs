using System.CommandLine;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Delivery;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Commands;

/// <summary>Tells of the table maps whether both sides know what they name, and what a row would become by one.</summary>
internal sealed class MapCommands
{
    private readonly Argument<string> map = new("MAP") { Description = "The map: its name, a part of it, or the table that it reads." };

    private readonly Argument<string> row = new("RECORD") { Description = "The row in Dataverse: its id, its name, or the number of an invoice." };

    public Command Build(CommandRunner runner) =>
        new("map", "What the table maps do.")
        {
            runner.Act(new Command("check", "Holds every map against both sides; ends with 1 where one has faults."), (_, scope) => CheckAsync(scope)),
            runner.Act(
                new Command("preview", "Shows what a row would become in finance, field by field, and why it would not go. Nothing is sent.") { map, row },
                (result, scope) => PreviewAsync(scope, result.GetRequiredValue(map), result.GetRequiredValue(row))
            ),
        };

    private static async Task<int> CheckAsync(CommandScope scope)
    {
        var unread = new List<Fault>();
        var maps = TableMapReader.ReadFolder(ConnectorApplication.TableMapsFolder(scope.Part<IConfiguration>()), unread);
        using var catalog = new TableMapCatalog(maps, scope.Part<TableMapBinder>(), scope.Part<DataverseClient>(), scope.Part<FinanceClient>());
        var checks = new List<MapCheck>();
        foreach (var map in maps)
        {
            checks.Add(new MapCheck(map, await FaultsAsync(catalog, map, scope.Cancellation)));
        }

        Tell(scope.Output, checks, unread);
        return unread.Count + checks.Sum(check => check.Faults.Count) == 0 ? ExitCodes.Done : ExitCodes.Failing;
    }

    private static async Task<IReadOnlyList<Fault>> FaultsAsync(TableMapCatalog catalog, TableMap map, CancellationToken cancellation)
    {
        try
        {
            await catalog.GetAsync(map, cancellation);
        }
        catch (ConnectorException) when (catalog.Faults(map.Name).Count > 0)
        {
            // Each of them is told, not only the first.
        }

        return catalog.Faults(map.Name);
    }

    private static void Tell(CommandOutput output, List<MapCheck> checks, List<Fault> unread)
    {
        if (output.IsJson)
        {
            output.Document(
                new
                {
                    maps = checks.Select(check => new
                    {
                        name = check.Map.Name,
                        version = check.Map.Version,
                        table = check.Map.Table,
                        financeSet = check.Map.FinanceSet.Length > 0 ? check.Map.FinanceSet : null,
                        faults = check.Faults.Select(ToldFault.Of),
                    }),
                    faults = unread.Select(ToldFault.Of),
                }
            );
            return;
        }

        output.Table(
            ["Map", "Version", "Table", "Finance", "State"],
            checks.Select(check =>
                (IReadOnlyList<string?>)
                    [
                        check.Map.Name,
                        check.Map.Version,
                        check.Map.Table,
                        check.Map.FinanceSet,
                        check.Faults.Count == 0 ? "in order" : $"{check.Faults.Count} faults",
                    ]
            )
        );
        foreach (var fault in unread.Concat(checks.SelectMany(check => check.Faults)))
        {
            output.Line(fault.ToString());
        }
    }

    private static async Task<int> PreviewAsync(CommandScope scope, string name, string record)
    {
        await scope.RequireDatabaseAsync();
        var preview = await scope.Part<PreviewRow>().RunAsync(Find(scope.Part<TableMapCatalog>().Maps, name), record, scope.Cancellation);
        Tell(scope.Output, preview);
        return preview.Reasons.Any(reason => reason.Fault is not null) ? ExitCodes.Failing : ExitCodes.Done;
    }

    private static TableMap Find(IReadOnlyList<TableMap> maps, string name)
    {
        Func<TableMap, bool>[] ways =
        [
            map => map.Name.Equals(name, StringComparison.OrdinalIgnoreCase),
            map => map.Table.Equals(name, StringComparison.OrdinalIgnoreCase) && map.Direction == MapDirection.DataverseToFinance,
            map => map.Name.Contains(name, StringComparison.OrdinalIgnoreCase),
        ];
        var found = ways.Select(way => maps.Where(way).ToList()).FirstOrDefault(found => found.Count > 0) ?? [];
        return found.Count == 1
            ? found[0]
            : throw new ConnectorException(
                CommandErrors.MapUnknown.For(
                    $"Table map {name}",
                    found.Count == 0 ? "none" : "several",
                    string.Join("; ", (found.Count == 0 ? maps : found).Select(map => map.Name))
                )
            );
    }

    private static void Tell(CommandOutput output, RowPreview preview)
    {
        if (output.IsJson)
        {
            output.Document(
                new
                {
                    map = preview.Map,
                    record = preview.Record,
                    id = preview.Id,
                    financeSet = preview.FinanceSet,
                    goes = preview.Reasons.Count == 0,
                    reasons = preview.Reasons.Select(reason => new
                    {
                        kind = reason.Kind,
                        text = reason.Text,
                        fault = reason.Fault is { } fault ? ToldFault.Of(fault) : null,
                    }),
                    fields = preview.Fields.Select(field => new
                    {
                        field = field.Field,
                        from = field.From,
                        read = field.Read,
                        transform = field.Transform,
                        sent = field.Sent,
                        fault = field.Fault is { } fault ? ToldFault.Of(fault) : null,
                    }),
                }
            );
            return;
        }

        output.Line($"{preview.Record} by {preview.Map} to {preview.FinanceSet}");
        output.Table(
            ["From", "Read", "Transform", "Field", "Sent"],
            preview.Fields.Select(field =>
                (IReadOnlyList<string?>)
                    [field.From, Text(field.Read), field.Transform, field.Field, field.Fault is { } fault ? $"{fault.Code}" : Text(field.Sent)]
            )
        );
        output.Line(preview.Reasons.Count == 0 ? "It would go to finance." : "It would not go to finance:");
        foreach (var reason in preview.Reasons)
        {
            output.Line($"- {reason.Text}" + (reason.Kind != PreviewReason.Faulty && reason.Fault is { } fault ? $" ({fault})" : ""));
        }
    }

    private static string Text(object? value) => value is null ? "" : FieldValue.Text(new Newtonsoft.Json.Linq.JValue(value));
}
