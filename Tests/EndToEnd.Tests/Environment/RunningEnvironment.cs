using System.Text.Json.Nodes;
using LocalDataverse;
using LocalDataverse.Registration;
using LocalEnvironment.Dataverse;
using LocalEnvironment.Finance;
using LocalEnvironment.Hosting;
using LocalEnvironment.Narration;
using LocalEnvironment.Reporting;
using LocalEnvironment.Run;
using LocalEnvironment.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Xrm.Sdk;
using Spectre.Console;

namespace EndToEnd.Tests.Environment;

/// <summary>The whole environment after the main job has taken the given invoices to the end; it stays up for questions.</summary>
internal sealed class RunningEnvironment : IAsyncDisposable
{
    private static readonly string[] FinanceSets =
    [
        "ProjActualsImports",
        "ProjTransactionRelationships",
        "ProjectContractLineMilestones",
        "ProjInvoiceProposals",
        "ProjInvoiceProposalLines",
        "ProjIntegrationJournals",
        "ProjIntegrationJournalLines",
        "GeneralJournalAccountEntries",
        "ProjInvoices",
    ];

    private readonly GivenData data;

    private RunningEnvironment(GivenData data, LocalHosts hosts, Report report, string output)
    {
        this.data = data;
        Hosts = hosts;
        Report = report;
        Output = output;
    }

    public LocalHosts Hosts { get; }

    public Report Report { get; }

    /// <summary>What the main job told.</summary>
    public string Output { get; }

    /// <summary>The organization itself, for faults and for looking at every row there is.</summary>
    public DataverseOrganization Organization => Hosts.DataverseHost.Services.GetRequiredService<DataverseOrganization>();

    public DataverseClient ProjectManager => Hosts.DataverseAs(Hosts.Personas.ProjectManager);

    public DataverseClient Administrator => Hosts.DataverseAs(Hosts.Personas.Administrator);

    public DataverseClient Connector => Hosts.DataverseAs(Hosts.Personas.Connector);

    public FinanceClient Accountant => Hosts.FinanceAs(Hosts.Personas.ProjectAccountant);

    /// <summary>With these invoices taken to the end.</summary>
    public static Task<RunningEnvironment> StartAsync(CancellationToken cancellation, params string[] invoices) => StartAsync(null, cancellation, invoices);

    /// <summary>With these invoices taken to the end, and something done with each host before it starts.</summary>
    public static Task<RunningEnvironment> StartAsync(Action<string, WebApplication>? starting, CancellationToken cancellation, params string[] invoices) =>
        StartAsync(starting, invoices, (options, hosts, narrator) => MainJob.RunAsync(options, hosts, narrator, TimeProvider.System, cancellation));

    /// <summary>With these invoices loaded as drafts and nothing done yet.</summary>
    public static Task<RunningEnvironment> WithDraftsAsync(CancellationToken cancellation, params string[] invoices) =>
        StartAsync(
            null,
            invoices,
            async (options, hosts, narrator) =>
            {
                await MainJob.PrepareAsync(options, hosts, narrator, TimeProvider.System, cancellation);
                return new Report([], [], [], 0);
            }
        );

    /// <summary>With this data taken to the end, where Dataverse takes the time from a clock of its own.</summary>
    public static Task<RunningEnvironment> StartAsync(GivenData data, TimeProvider clock, CancellationToken cancellation) =>
        StartAsync(null, data, clock, (options, hosts, narrator) => MainJob.RunAsync(options, hosts, narrator, TimeProvider.System, cancellation));

    private static Task<RunningEnvironment> StartAsync(
        Action<string, WebApplication>? starting,
        string[] invoices,
        Func<EnvironmentOptions, LocalHosts, Narrator, Task<Report>> run
    ) => StartAsync(starting, GivenData.With(invoices), TimeProvider.System, run);

    private static async Task<RunningEnvironment> StartAsync(
        Action<string, WebApplication>? starting,
        GivenData data,
        TimeProvider clock,
        Func<EnvironmentOptions, LocalHosts, Narrator, Task<Report>> run
    )
    {
        var options = new EnvironmentOptions { Input = data.Folder };
        var hosts = new LocalHosts(options, clock) { Starting = starting };
        await using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(text),
            }
        );
        try
        {
            var report = await run(options, hosts, new Narrator(console, TimeProvider.System));
            return new RunningEnvironment(data, hosts, report, text.ToString());
        }
        catch
        {
            await hosts.DisposeAsync();
            data.Dispose();
            throw;
        }
    }

    /// <summary>Every row of both sides as text, row versions included.</summary>
    public async Task<string> StateAsync(CancellationToken cancellation) => await DataverseStateAsync(cancellation) + await FinanceStateAsync(cancellation);

    public async Task<string> DataverseStateAsync(CancellationToken cancellation)
    {
        var lines = new List<string>();
        foreach (var set in await TableSetsAsync(cancellation))
        {
            var rows = await Administrator.QueryAsync(set, cancellation);
            lines.AddRange(rows.Select(row => $"{set} {row.ToJsonString()}").Order(StringComparer.Ordinal));
        }

        Assert.IsTrue(
            lines.Exists(line => line.StartsWith("msdyn_actuals ", StringComparison.Ordinal) && line.Contains("versionnumber", StringComparison.Ordinal)),
            "The state holds no actual with its row version."
        );
        return string.Join('\n', lines);
    }

    public async Task<string> FinanceStateAsync(CancellationToken cancellation)
    {
        var lines = new List<string>();
        foreach (var set in FinanceSets)
        {
            var rows = await Accountant.QueryAsync($"{set}?cross-company=true", cancellation);
            lines.AddRange(rows.Select(row => $"{set} {row.ToJsonString()}").Order(StringComparer.Ordinal));
        }

        return string.Join('\n', lines);
    }

    public async Task<Guid> InvoiceAsync(string number, CancellationToken cancellation) =>
        Guid.Parse(
            (await ProjectManager.QueryAsync($"invoices?$select=invoiceid&$filter=invoicenumber eq '{number}'", cancellation)).Single()[
                "invoiceid"
            ]!.GetValue<string>()
        );

    public async Task<List<JsonObject>> ActualsAsync(string number, CancellationToken cancellation) =>
        await ProjectManager.QueryAsync(
            $"msdyn_actuals?$filter=_msdyn_invoice_value eq {await InvoiceAsync(number, cancellation)}&$orderby=msdyn_actualid",
            cancellation
        );

    /// <summary>Sets an environment variable of the solution.</summary>
    public async Task SetAsync(string name, string value, CancellationToken cancellation)
    {
        var definition = (
            await Administrator.QueryAsync(
                $"environmentvariabledefinitions?$select=environmentvariabledefinitionid&$filter=schemaname eq '{name}'",
                cancellation
            )
        ).Single()["environmentvariabledefinitionid"]!.GetValue<string>();
        var set = await Administrator.QueryAsync(
            $"environmentvariablevalues?$select=environmentvariablevalueid&$filter=_environmentvariabledefinitionid_value eq {definition}",
            cancellation
        );
        if (set.Count > 0)
        {
            await Administrator.PatchAsync(
                $"environmentvariablevalues({set[0]["environmentvariablevalueid"]!.GetValue<string>()})",
                new JsonObject { ["value"] = value },
                cancellation
            );
            return;
        }

        var table = (await new DefinitionReader(Administrator).FindAsync("environmentvariablevalue", cancellation))!;
        var navigation = table.Navigations[("environmentvariabledefinitionid", "environmentvariabledefinition")];
        await Administrator.PostAsync(
            "environmentvariablevalues",
            new JsonObject { ["value"] = value, [$"{navigation}@odata.bind"] = $"/environmentvariabledefinitions({definition})" },
            cancellation
        );
    }

    /// <summary>Has a project invoice administrator withdraw an invoice.</summary>
    public void Withdraw(Guid invoice)
    {
        var administrator = new Guid("9d9b8f4c-64a1-4a0c-9a52-4a4f6b6a5d10");
        Organization.RegisterUser(new UserRegistration(administrator, "Project invoice administrator", ["Project Invoice Administrator"]));
        Organization
            .CreateService(administrator)
            .Execute(new OrganizationRequest("pinv_WithdrawInvoice") { ["Target"] = new EntityReference("invoice", invoice), ["Reason"] = "wrong customer" });
    }

    /// <summary>Waits until a condition across the hosts holds.</summary>
    /// <param name="state">What was seen last, where that explains why it did not come true.</param>
    public async Task UntilAsync(Func<Task<bool>> condition, CancellationToken cancellation, Func<string>? state = null)
    {
        var options = new EnvironmentOptions { Input = data.Folder };
        Assert.IsTrue(
            await new Patience(options.PollInterval, options.Patience, TimeProvider.System).UntilAsync(condition, cancellation),
            $"The condition did not come true. {state?.Invoke()}"
        );
    }

    /// <summary>Waits until neither side has anything on its way.</summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        var connector = Hosts.ConnectorAs(Hosts.Personas.Administrator);
        await connector.RunAsync(cancellation);
        await UntilAsync(
            async () => await Accountant.PendingCallbacksAsync(cancellation) == 0 && (await connector.StatusAsync(cancellation)).IsIdle,
            cancellation
        );
    }

    /// <summary>Whatever a test did: the books of finance agree in the end.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            Assert.AreEqual(string.Empty, string.Join('\n', await Accountant.DifferencesAsync(CancellationToken.None)));
        }
        finally
        {
            await Hosts.DisposeAsync();
            data.Dispose();
        }
    }

    private async Task<List<string>> TableSetsAsync(CancellationToken cancellation)
    {
        var definitions = await Administrator.QueryAsync("EntityDefinitions?$select=LogicalName,EntitySetName", cancellation);
        return
        [
            .. definitions
                .Where(definition => IsOfTheProduct(definition["LogicalName"]!.GetValue<string>()))
                .Select(definition => definition["EntitySetName"]!.GetValue<string>())
                .Order(StringComparer.Ordinal),
        ];
    }

    private static bool IsOfTheProduct(string table) =>
        table.StartsWith("msdyn_", StringComparison.Ordinal)
        || table.StartsWith("pinv_", StringComparison.Ordinal)
        || table is "invoice" or "invoicedetail" or "salesorder" or "salesorderdetail";
}
