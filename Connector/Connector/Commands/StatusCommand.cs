using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ProjectInvoice.Connector.Api;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Invoices;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Commands;

/// <summary>What waits, what fails and why, and whether both sides answer.</summary>
internal static class StatusCommand
{
    private const int MostInvoices = 20;
    private static readonly string[] Counted = ["inbox", "postings"];

    public static Command Build(CommandRunner runner) =>
        runner.Act(
            new Command("status", "Shows what waits and what fails, and asks both sides; ends with 1 where somebody has to look."),
            (_, scope) => RunAsync(scope)
        );

    private static async Task<int> RunAsync(CommandScope scope)
    {
        await scope.RequireDatabaseAsync();
        var sides = await SidesAsync(scope);
        var report = CommandOutput.Node(await scope.Part<StatusReport>().ReadAsync(scope.Cancellation)).AsObject();

        // Of the host that runs, not of this process.
        report.Remove("idle");
        foreach (var map in report["maps"]!.AsArray())
        {
            map!.AsObject().Remove("state");
        }

        var now = scope.Part<TimeProvider>().GetUtcNow();
        var (failed, _) = await scope
            .Part<InvoiceOverview>()
            .PageAsync(new InvoiceFilter { State = InvoiceState.Failed, Limit = MostInvoices }, scope.Cancellation);
        var (waiting, _) = await scope
            .Part<InvoiceOverview>()
            .PageAsync(new InvoiceFilter { State = InvoiceState.Waiting, Limit = MostInvoices }, scope.Cancellation);
        List<InvoiceLine> invoices = [.. failed, .. waiting.Where(line => Attention.IsNeeded(line, now))];
        report["sides"] = CommandOutput.Node(sides);
        report["invoices"] = CommandOutput.Node(invoices);
        Tell(scope.Output, report, sides, invoices);
        return sides.Exists(side => side.Fault is not null) || invoices.Count > 0 || report["errors"]!.AsArray().Count > 0 ? ExitCodes.Failing : ExitCodes.Done;
    }

    private static async Task<List<SideState>> SidesAsync(CommandScope scope)
    {
        var dataverse = scope.Part<DataverseClient>();
        var finance = scope.Part<FinanceClient>();
        var set = scope.Part<TableMapCatalog>().Maps.First(map => map.FinanceSet.Length > 0).FinanceSet;
        return
        [
            await SideAsync("Dataverse", () => dataverse.DefinitionAsync("invoice", scope.Cancellation)),
            await SideAsync("Finance", () => finance.SetAsync(set, scope.Cancellation)),
        ];
    }

    private static async Task<SideState> SideAsync(string name, Func<Task> ask)
    {
        try
        {
            await ask();
            return new SideState(name, null);
        }
        catch (ConnectorException failure)
        {
            return new SideState(name, ToldFault.Of(failure.Fault));
        }
    }

    private static void Tell(CommandOutput output, JsonObject report, List<SideState> sides, List<InvoiceLine> invoices)
    {
        if (output.IsJson)
        {
            output.Document(report);
            return;
        }

        output.Table(
            ["Side", "State"],
            sides.Select(side => (IReadOnlyList<string?>)[side.Name, side.Fault is { } fault ? $"{fault.Code}: {fault.Cause}. {fault.Remedy}." : "answers"])
        );
        output.Table(["Work", "Waiting", "Done", "Failed", "Oldest waits"], Counted.Select(name => Counts(name, report[name]!)));
        output.Table(
            ["Map", "Rows waiting", "Held", "Failed", "Last read", "Last delivered"],
            report["maps"]!.AsArray().Select(map => Cells(map!, "name", "waitingRows", "heldRows", "failedRows", "lastReadOn", "lastDeliveredOn"))
        );
        if (report["errors"]!.AsArray() is { Count: > 0 } errors)
        {
            output.Table(
                ["Kind", "Invoice", "Customer", "Since", "Next try", "Error", "Id"],
                errors.Select(error =>
                    (IReadOnlyList<string?>)
                        [
                            .. Cells(error!, "kind", "invoice", "customer", "since", "nextTry"),
                            $"{error!["code"]}: {error["record"]}: {error["message"]}",
                            error["id"]?.ToString(),
                        ]
                )
            );
        }

        if (invoices.Count > 0)
        {
            InvoiceCommands.Table(output, invoices);
        }

        output.Line(
            invoices.Count == 0 && report["errors"]!.AsArray().Count == 0
                ? "Nothing fails, and nothing waits for longer than it should."
                : $"{invoices.Count} invoices fail, or wait for longer than an hour for what goes on by itself."
        );
    }

    private static IReadOnlyList<string?> Counts(string name, JsonNode counts) =>
        [
            name,
            .. Cells(counts, "waiting", "done", "failed"),
            TimeSpan.FromSeconds(Math.Floor(counts["lagSeconds"]!.GetValue<double>())).ToString("c", CultureInfo.InvariantCulture),
        ];

    private static IReadOnlyList<string?> Cells(JsonNode row, params string[] names) => [.. names.Select(name => row[name]?.ToString())];
}
