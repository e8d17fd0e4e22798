using System.Diagnostics;
using System.Text.Json.Nodes;
using Benchmarks.Accounting;
using Benchmarks.Measuring;
using InvoicePlugins.Dataverse.Tables;
using LocalDataverse;
using LocalEnvironment.Dataverse;
using LocalEnvironment.Hosting;
using LocalEnvironment.SignIn;
using LocalEnvironment.Steps;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Delivery;

/// <summary>
/// Invoices from the click to the write-back: the local Dataverse in this process, connector and finance each in one of its own, everything over HTTP.
/// </summary>
internal sealed class DeliveryRun : IAsyncDisposable
{
    private const string Sqlite = "sqlite";

    private static readonly EnvironmentOptions Options = new() { Input = "", Patience = TimeSpan.FromHours(2) };

    private readonly List<(string Name, HostProcess Process)> processes = [];
    private readonly LocalHosts hosts;
    private readonly Patience patience = new(TimeSpan.FromMilliseconds(200), Options.Patience, TimeProvider.System);
    private string[] settingsOfFinance = [];

    private DeliveryRun() => hosts = new LocalHosts(Options, TimeProvider.System) { Elsewhere = StartAsync };

    private DataverseOrganization Organization => hosts.DataverseHost.Services.GetRequiredService<DataverseOrganization>();

    public static async Task<DeliveryMeasurement> MeasureAsync(int invoices, int lines, CancellationToken cancellation)
    {
        await using var run = new DeliveryRun();
        await run.PrepareAsync(cancellation);
        return await run.MeasureOnceAsync(invoices, lines, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        processes.ForEach(process => process.Process.Dispose());
        await hosts.DisposeAsync();
    }

    private async Task StartAsync(string name, string[] settings, CancellationToken cancellation)
    {
        if (name == LocalHosts.FinanceName)
        {
            settingsOfFinance = settings;
        }

        processes.Add((name, await HostProcess.StartAsync(name == LocalHosts.FinanceName ? "Finance" : "Connector", settings, cancellation)));
    }

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        await hosts.StartAsync(cancellation);
        await hosts.InstallSolutionAsync(null, cancellation);
        var administrator = hosts.DataverseAs(hosts.Personas.Administrator);
        await new UserProvisioner(administrator, new DefinitionReader(administrator)).CreateAsync(hosts.Personas.ToCreate, cancellation);
        await hosts.FinanceAs(hosts.Personas.Administrator).SetupAsync(BenchmarkSetup.Read().ToJsonString(), cancellation);
    }

    private async Task<DeliveryMeasurement> MeasureOnceAsync(int invoices, int lines, CancellationToken cancellation)
    {
        var loader = new DraftInvoiceLoader(Organization, DraftInvoiceLoader.TimeAndExpense);
        var drafts = Enumerable.Range(1, invoices).Select(number => loader.Load($"PF-{number}", lines).Id).ToList();
        await hosts.StartConnectorAsync(cancellation);
        await IdleAsync(cancellation);

        var confirm = await TimedAsync(() => ConfirmAsync(drafts, cancellation));
        var before = Processor();
        var deliver = await TimedAsync(() => IdleAsync(cancellation));
        var delivering = Processor() - before;
        var rows = await StagedAsync(cancellation);
        var finance = await TimedAsync(() => PostAsync(invoices, cancellation));
        before = Processor();
        var writeBack = await TimedAsync(() => WrittenBackAsync(invoices, cancellation));
        var recording = Processor() - before;
        await RequireAgreementAsync(cancellation);
        var connectors = processes.Where(process => process.Name == LocalHosts.ConnectorName).ToList();
        var measurement = new DeliveryMeasurement(
            invoices,
            lines,
            connectors.Count,
            Sqlite,
            confirm,
            deliver,
            rows,
            0,
            finance,
            writeBack,
            await CountAsync("ProjActualsImports/$count?cross-company=true&$filter=VoucherNumber ne null", cancellation),
            delivering,
            recording,
            connectors.Max(process => process.Process.PeakBytes()),
            processes.Single(process => process.Name == LocalHosts.FinanceName).Process.PeakBytes()
        );
        return measurement with { Bulk = await BulkAsync(cancellation) };
    }

    private Processors Processor()
    {
        using var own = Process.GetCurrentProcess();
        double Of(string name) => processes.Where(process => process.Name == name).Sum(process => process.Process.Processor().TotalSeconds);
        return new Processors(own.TotalProcessorTime.TotalSeconds, Of(LocalHosts.ConnectorName), Of(LocalHosts.FinanceName));
    }

    private static async Task<double> TimedAsync(Func<Task> step)
    {
        var start = Stopwatch.GetTimestamp();
        await step();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private async Task ConfirmAsync(List<Guid> drafts, CancellationToken cancellation)
    {
        var manager = hosts.DataverseAs(hosts.Personas.ProjectManager);
        foreach (var draft in drafts)
        {
            await manager.PatchAsync(
                $"invoices({draft})",
                new JsonObject { ["msdyn_projectinvoicestatus"] = (int)ProjectInvoiceStatus.Confirmed },
                cancellation
            );
        }

        await UntilAsync(
            "confirmed",
            async () => await InvoicesAsync($"msdyn_projectinvoicestatus eq {(int)ProjectInvoiceStatus.Confirmed}", cancellation) == drafts.Count,
            cancellation
        );
    }

    /// <summary>Waits until the connector has nothing to do. It looks for work once more first.</summary>
    private async Task IdleAsync(CancellationToken cancellation)
    {
        var connector = hosts.ConnectorAs(hosts.Personas.Administrator);
        await connector.RunAsync(cancellation);
        await UntilAsync("idle", async () => (await connector.StatusAsync(cancellation)).IsIdle, cancellation);
        if ((await connector.StatusAsync(cancellation)).Errors is [var error, ..])
        {
            throw new InvalidOperationException($"{error.Code} {error.Record}: {error.Text}");
        }
    }

    private async Task PostAsync(int invoices, CancellationToken cancellation)
    {
        var accountant = hosts.FinanceAs(hosts.Personas.ProjectAccountant);
        var clerk = hosts.FinanceAs(hosts.Personas.ReceivablesClerk);
        await accountant.ImportAsync(cancellation);
        await accountant.PostJournalsAsync(cancellation);
        var imported = await accountant.ImportAsync(cancellation);
        var ready = (await clerk.ProposalsAsync(cancellation)).Where(proposal => proposal.Status == "Ready").ToList();
        if (ready.Count != invoices)
        {
            var reason = imported.Messages.Select(message => $"{message.Code} {message.Record}: {message.Text}").FirstOrDefault();
            throw new InvalidOperationException($"{ready.Count} of {invoices} proposals are ready. {reason}");
        }

        foreach (var proposal in ready)
        {
            await clerk.PostAsync(proposal, cancellation);
        }
    }

    private async Task WrittenBackAsync(int invoices, CancellationToken cancellation)
    {
        var accountant = hosts.FinanceAs(hosts.Personas.ProjectAccountant);
        await UntilAsync("told", async () => await accountant.PendingCallbacksAsync(cancellation) == 0, cancellation);
        await IdleAsync(cancellation);
        await UntilAsync(
            "written back",
            async () => await InvoicesAsync($"pinv_financestatus eq {(int)FinanceStatus.Posted}", cancellation) == invoices,
            cancellation
        );
    }

    private async Task<int> InvoicesAsync(string filter, CancellationToken cancellation) =>
        (await hosts.DataverseAs(hosts.Personas.Administrator).QueryAsync($"invoices?$select=invoiceid&$filter={filter}", cancellation)).Count;

    private async Task UntilAsync(string what, Func<Task<bool>> condition, CancellationToken cancellation)
    {
        if (!await patience.UntilAsync(condition, cancellation))
        {
            throw new InvalidOperationException($"Not {what} within {Options.Patience}.");
        }
    }

    private async Task RequireAgreementAsync(CancellationToken cancellation)
    {
        var differences = await hosts.FinanceAs(hosts.Personas.ProjectAccountant).DifferencesAsync(cancellation);
        if (differences.Count > 0)
        {
            throw new InvalidOperationException($"The books do not agree: {differences[0]}");
        }
    }

    private async Task<int> StagedAsync(CancellationToken cancellation)
    {
        var count = 0;
        foreach (var set in SentRows.Sets)
        {
            count += await CountAsync($"{set}/$count?cross-company=true", cancellation);
        }

        return count;
    }

    private async Task<int> CountAsync(string path, CancellationToken cancellation) =>
        int.Parse(
            await hosts.FinanceAs(hosts.Personas.ProjectAccountant).Http.GetStringAsync(new Uri($"data/{path}", UriKind.Relative), cancellation),
            System.Globalization.CultureInfo.InvariantCulture
        );

    /// <summary>The rows that finance holds once more, by its bulk action alone, into another database of another process.</summary>
    private async Task<double> BulkAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("delivery-benchmark-rows-").FullName;
        try
        {
            var rows = await SentRows.WriteAsync(hosts.FinanceAs(hosts.Personas.ProjectAccountant), folder, cancellation);
            using var empty = await HostProcess.StartAsync(
                "Finance",
                [
                    .. settingsOfFinance,
                    "--urls=http://127.0.0.1:0",
                    $"--Storage:ConnectionString=Data Source={Path.Combine(folder, "finance.db")}",
                    "--Callback:Url=",
                ],
                cancellation
            );
            return await rows.SendAsync(hosts.FinanceAs(hosts.Personas.Connector), hosts.FinanceAs(hosts.Personas.Administrator), empty.Address, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
