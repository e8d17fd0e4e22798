using System.Globalization;
using System.Text.Json.Nodes;
using LocalEnvironment.Dataverse;
using LocalEnvironment.Finance;
using LocalEnvironment.Hosting;
using LocalEnvironment.Input;
using LocalEnvironment.Narration;
using LocalEnvironment.Reporting;
using LocalEnvironment.SignIn;

namespace LocalEnvironment.Run;

/// <summary>
/// The main job: every draft invoice of the given data from confirmation to the accounting details that come back, each step by the person
/// whose work it is, over HTTP with that person's own sign-in.
/// </summary>
public sealed class MainJob
{
    private readonly EnvironmentOptions options;
    private readonly LocalHosts hosts;
    private readonly Narrator narrator;
    private readonly TimeProvider clock;
    private readonly Patience patience;
    private readonly List<Message> messages = [];

    private MainJob(EnvironmentOptions options, LocalHosts hosts, Narrator narrator, TimeProvider clock)
    {
        this.options = options;
        this.hosts = hosts;
        this.narrator = narrator;
        this.clock = clock;
        patience = new Patience(options.PollInterval, options.Patience, clock);
    }

    /// <summary>Runs the job from start to end and, where asked to, stays up until it is canceled.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="InputException">The data cannot be read; nothing was changed.</exception>
    /// <exception cref="RunException">The job cannot go on.</exception>
    public static async Task<int> RunAsync(EnvironmentOptions options, Narrator narrator, TimeProvider clock, CancellationToken cancellation)
    {
        var data = MigrationDataReader.Read(options.Input);
        var setUp = FinanceSetupReader.Read(options.Input);
        narrator.Title("Project invoice integration, local environment", $"Data: {options.Input}");
        await using var hosts = new LocalHosts(options, clock);
        var job = new MainJob(options, hosts, narrator, clock);
        var report = await job.RunAsync(data, setUp, cancellation);
        narrator.Summary(report);
        if (options.Report is { } file)
        {
            await ReportFile.WriteAsync(file, report, cancellation);
            narrator.Line($"Report: {Path.GetFullPath(file)}");
        }

        var code =
            report.Messages.Count == 0 && report.Invoices.All(invoice => IsThrough(invoice.FinanceStatus)) ? MainJobCommand.Done : MainJobCommand.Refused;
        if (options.Serve)
        {
            narrator.Addresses(hosts.Addresses, hosts.TokenEndpoint, hosts.Personas);
            await StayUpAsync(cancellation);
            narrator.Line("Stopped.");
        }

        return code;
    }

    /// <summary>
    /// Starts the hosts and takes everything to the end, without telling the ending: for those who want to look at the environment afterwards.
    /// </summary>
    public static async Task<Report> RunAsync(
        EnvironmentOptions options,
        LocalHosts hosts,
        Narrator narrator,
        TimeProvider clock,
        CancellationToken cancellation
    ) =>
        await new MainJob(options, hosts, narrator, clock).RunAsync(
            MigrationDataReader.Read(options.Input),
            FinanceSetupReader.Read(options.Input),
            cancellation
        );

    /// <summary>Only the first half: hosts, solution, users, finance's set-up and the data are there, the invoices are drafts.</summary>
    public static async Task PrepareAsync(
        EnvironmentOptions options,
        LocalHosts hosts,
        Narrator narrator,
        TimeProvider clock,
        CancellationToken cancellation
    ) =>
        await new MainJob(options, hosts, narrator, clock).PrepareAsync(
            MigrationDataReader.Read(options.Input),
            FinanceSetupReader.Read(options.Input),
            cancellation
        );

    private static bool IsThrough(string financeStatus) => financeStatus is "Posted" or "Nothing to invoice";

    private static async Task StayUpAsync(CancellationToken cancellation)
    {
        var stopped = new TaskCompletionSource();
        await using var registration = cancellation.Register(stopped.SetResult);
        await stopped.Task;
    }

    private static string Count(int count, string singular, string? plural = null) =>
        $"{count.ToString("#,0", CultureInfo.InvariantCulture)} {(count == 1 ? singular : plural ?? singular + "s")}";

    private async Task<Report> RunAsync(MigrationData data, string setUp, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        await PrepareAsync(data, setUp, cancellation);
        await ProcessAsync(cancellation);
        await narrator.StepAsync("Project accountant", "compare ledger and subledgers", async _ => await CompareAsync(cancellation));
        var projectManager = hosts.DataverseAs(hosts.Personas.ProjectManager);
        var reader = new ReportReader(projectManager, hosts.FinanceAs(hosts.Personas.ProjectAccountant), new DefinitionReader(projectManager));
        return await reader.ReadAsync([.. messages.Distinct()], clock.GetElapsedTime(started), cancellation);
    }

    private async Task PrepareAsync(MigrationData data, string setUp, CancellationToken cancellation)
    {
        await narrator.StepAsync("Local environment", "start", _ => hosts.StartAsync(cancellation));
        await narrator.StepAsync("Administrator", "install the solution", _ => hosts.InstallSolutionAsync(FinanceSetupReader.TimeZoneOf(setUp), cancellation));
        var definitions = await ReadDefinitionsAsync(data, cancellation);
        var sameRows = await CheckAsync(data, definitions, cancellation);
        await narrator.StepAsync(
            "Administrator",
            "create the users",
            async _ =>
            {
                var users = await new UserProvisioner(
                    hosts.DataverseAs(hosts.Personas.Administrator),
                    new DefinitionReader(hosts.DataverseAs(hosts.Personas.Administrator))
                ).CreateAsync(hosts.Personas.ToCreate, cancellation);
                return $"{Count(users, "application user")} with "
                    + $"{string.Join(", ", hosts.Personas.ToCreate.Select(persona => persona.DataverseRole).OfType<string>())}";
            }
        );
        await hosts.StartConnectorAsync(cancellation);
        await narrator.StepAsync("Administrator", "set up finance", async _ => await SetupFinanceAsync(setUp, cancellation));
        await narrator.StepAsync(
            "Data import",
            "load the data",
            async progress =>
            {
                var loader = new MigrationDataLoader(hosts.DataverseAs(hosts.Personas.DataImport), data, definitions, sameRows);
                await loader.LoadAsync(done => progress(done, loader.Count), cancellation);
                return $"{Count(loader.Count, "row")} of {Count(data.Records.Count, "table")}";
            }
        );
    }

    private async Task ProcessAsync(CancellationToken cancellation)
    {
        await ProcessAsync("confirm the draft invoices", () => DraftsAsync(cancellation), cancellation);
        if (options.Revise.Count > 0 && await ReviseAsync(cancellation) is { Count: > 0 } corrections)
        {
            await ProcessAsync("confirm the corrections", () => Task.FromResult(corrections), cancellation);
        }
    }

    /// <summary>Takes these drafts to the end.</summary>
    private async Task ProcessAsync(string title, Func<Task<IReadOnlyList<JsonObject>>> drafts, CancellationToken cancellation)
    {
        var confirmed = await ConfirmAsync(title, drafts, cancellation);
        await narrator.StepAsync("Connector", "deliver to finance", async progress => await DeliverAsync(confirmed, progress, cancellation));
        await ImportAsync("import from staging", cancellation);
        await narrator.StepAsync(
            "Project accountant",
            "post the integration journals",
            async _ =>
            {
                var posted = await AsFinanceUser(() => hosts.FinanceAs(hosts.Personas.ProjectAccountant).PostJournalsAsync(cancellation));
                messages.AddRange(posted?.Messages ?? []);
                return Count(posted?.PostedLines ?? 0, "journal line");
            }
        );
        await ImportAsync("import from staging again", cancellation, isLast: true);
        await PostAsync(cancellation);
        await narrator.StepAsync("Connector", "write back to Dataverse", async progress => await WriteBackAsync(progress, cancellation));
    }

    /// <summary>The definitions of the tables that the data names, and of those that its lookups name.</summary>
    private async Task<Dictionary<string, TableDefinition>> ReadDefinitionsAsync(MigrationData data, CancellationToken cancellation)
    {
        var reader = new DefinitionReader(hosts.DataverseAs(hosts.Personas.Administrator));
        var tables = data.Schema.Keys.Concat(data.All.SelectMany(record => record.Fields.Select(field => field.LookupTable)).OfType<string>()).ToHashSet();
        var definitions = new Dictionary<string, TableDefinition>();
        foreach (var table in tables)
        {
            if (await reader.FindAsync(table, cancellation) is { } definition)
            {
                definitions[table] = definition;
            }
        }

        return definitions;
    }

    /// <summary>Checks the data against the environment, and finds the rows that are there already (a currency by its code, as the tool does).</summary>
    private async Task<Dictionary<Guid, Guid>> CheckAsync(MigrationData data, Dictionary<string, TableDefinition> definitions, CancellationToken cancellation)
    {
        var administrator = hosts.DataverseAs(hosts.Personas.Administrator);
        var check = new MigrationDataCheck(
            data,
            definitions,
            async (table, id) =>
            {
                try
                {
                    await administrator.GetAsync($"{definitions[table].EntitySetName}({id})?$select={definitions[table].PrimaryId}", cancellation);
                    return true;
                }
                catch (DataverseException missing) when (missing.Status == System.Net.HttpStatusCode.NotFound)
                {
                    return false;
                }
            }
        );
        var faults = await check.FindFaultsAsync();
        if (faults.Count > 0)
        {
            throw new InputException(faults);
        }

        var present = (await administrator.QueryAsync("transactioncurrencies?$select=isocurrencycode", cancellation)).ToDictionary(
            row => row["isocurrencycode"]!.GetValue<string>(),
            row => Guid.Parse(row["transactioncurrencyid"]!.GetValue<string>())
        );
        return (data.Records.GetValueOrDefault("transactioncurrency") ?? [])
            .Where(record => record.Find("isocurrencycode") is { } code && present.ContainsKey(code.Value))
            .ToDictionary(record => record.Id, record => present[record.Find("isocurrencycode")!.Value]);
    }

    private async Task<string> SetupFinanceAsync(string setUp, CancellationToken cancellation)
    {
        var administrator = hosts.FinanceAs(hosts.Personas.Administrator);
        try
        {
            await administrator.SetupAsync(setUp, cancellation);
        }
        catch (FinanceException refusal)
        {
            throw new RunException(refusal.Code, $"{FinanceSetupReader.FileName} {refusal.Record}", refusal.Text);
        }

        var stored = JsonNode.Parse(setUp)!.AsObject();
        return $"{Rows("companies", "company", "companies")}, {Rows("contracts", "contract")}, {Rows("customers", "customer")}, "
            + $"{Rows("mainAccounts", "main account")}";

        string Rows(string section, string singular, string? plural = null) => Count(stored[section]?.AsArray().Count ?? 0, singular, plural);
    }

    /// <summary>Every invoice that is in Draft or In Review, as the project manager sees it.</summary>
    private async Task<IReadOnlyList<JsonObject>> DraftsAsync(CancellationToken cancellation)
    {
        var projectManager = hosts.DataverseAs(hosts.Personas.ProjectManager);
        var status = (await InvoicesAsync(cancellation))
            .Columns["msdyn_projectinvoicestatus"]
            .Choices!.ToDictionary(choice => choice.Value, choice => choice.Key);
        return await projectManager.QueryAsync(
            $"invoices?$select=invoiceid,invoicenumber,msdyn_invoicenumber&$filter=msdyn_projectinvoicestatus eq {status["Draft"]} or "
                + $"msdyn_projectinvoicestatus eq {status["In Review"]}&$orderby=invoicenumber",
            cancellation
        );
    }

    private async Task<TableDefinition> InvoicesAsync(CancellationToken cancellation) =>
        await new DefinitionReader(hosts.DataverseAs(hosts.Personas.ProjectManager)).FindAsync("invoice", cancellation)
        ?? throw new InvalidDataException("The environment has no table invoice.");

    /// <summary>Confirms invoices; gives the numbers of those that are confirmed then.</summary>
    private async Task<IReadOnlyList<string>> ConfirmAsync(string title, Func<Task<IReadOnlyList<JsonObject>>> drafts, CancellationToken cancellation)
    {
        var confirmations = new Confirmations(hosts.DataverseAs(hosts.Personas.ProjectManager), await InvoicesAsync(cancellation), patience, options.Patience);
        await narrator.StepAsync(
            "Project manager",
            title,
            async progress =>
            {
                var invoices = await drafts();
                await confirmations.RunAsync(invoices, progress, cancellation);
                var inBackground = confirmations.InBackground == 0 ? "" : $" ({confirmations.InBackground} in the background)";
                return $"{Count(confirmations.Confirmed.Count, "invoice")} of {invoices.Count}{inBackground}: "
                    + $"{string.Join(", ", confirmations.Confirmed.Order(StringComparer.Ordinal))}";
            }
        );
        confirmations.Refused.ForEach(narrator.Refusal);
        messages.AddRange(confirmations.Refused);
        return confirmations.Confirmed;
    }

    /// <summary>Makes a corrective invoice of each invoice that the user named, for all of its details; gives the drafts.</summary>
    private async Task<IReadOnlyList<JsonObject>> ReviseAsync(CancellationToken cancellation)
    {
        var projectManager = hosts.DataverseAs(hosts.Personas.ProjectManager);
        var preparing = (await InvoicesAsync(cancellation)).Columns["pinv_confirmationstatus"].Choices!.Single(choice => choice.Value == "Preparing").Key;
        var refused = new List<Message>();
        var drafts = new List<JsonObject>();
        await narrator.StepAsync(
            "Project manager",
            "revise",
            async progress =>
            {
                var made = new List<string>();
                foreach (var number in options.Revise.Distinct(StringComparer.OrdinalIgnoreCase))
                {
                    progress(made.Count, options.Revise.Count);
                    try
                    {
                        var draft = await ReviseAsync(projectManager, number, preparing, cancellation);
                        drafts.Add(draft);
                        made.Add($"{number} by {draft["invoicenumber"]!.GetValue<string>()}");
                    }
                    catch (DataverseException refusal)
                    {
                        refused.AddRange(
                            refusal
                                .Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                                .Select(line => Message.From(line, RunCodes.Refused, $"invoice {number}"))
                        );
                    }
                    catch (RunException stopped)
                    {
                        refused.Add(new Message(stopped.Code, stopped.Record, stopped.Text));
                    }
                }

                return $"{Count(made.Count, "corrective invoice")}: {string.Join(", ", made)}";
            }
        );
        refused.ForEach(narrator.Refusal);
        messages.AddRange(refused);
        return drafts;
    }

    private async Task<JsonObject> ReviseAsync(DataverseClient projectManager, string number, int preparing, CancellationToken cancellation)
    {
        var invoice =
            (
                await projectManager.QueryAsync(
                    $"invoices?$select=invoiceid&$filter=invoicenumber eq '{number.Replace("'", "''", StringComparison.Ordinal)}'",
                    cancellation
                )
            ).SingleOrDefault()
            ?? throw new RunException(
                RunCodes.NothingToRevise,
                $"invoice {number}",
                "There is no such invoice to revise. Give the number of one of the invoices."
            );
        var answer = await projectManager.PostAsync(
            $"invoices({invoice["invoiceid"]!.GetValue<string>()})/Microsoft.Dynamics.CRM.pinv_ReviseInvoice",
            [],
            cancellation
        );
        var id = (answer!["Invoice"] ?? answer)["invoiceid"]!.GetValue<string>();
        JsonObject draft = [];
        var ready = await patience.UntilAsync(
            async () =>
            {
                draft = await projectManager.GetAsync(
                    $"invoices({id})?$select=invoiceid,invoicenumber,msdyn_invoicenumber,pinv_confirmationstatus",
                    cancellation
                );
                return draft["pinv_confirmationstatus"]?.GetValue<int>() != preparing;
            },
            cancellation
        );
        return ready
            ? draft
            : throw new RunException(
                RunCodes.NotConfirmed,
                $"invoice {number}",
                $"Its corrective invoice is not filled{Patiently(ready)}. Look at the confirmation chunks of the corrective invoice."
            );
    }

    private async Task ImportAsync(string title, CancellationToken cancellation, bool isLast = false)
    {
        await narrator.StepAsync(
            "Project accountant",
            title,
            async _ =>
            {
                var imported = await AsFinanceUser(() => hosts.FinanceAs(hosts.Personas.ProjectAccountant).ImportAsync(cancellation));
                if (imported is null)
                {
                    return "refused";
                }

                // The first import names what still waits for the journal; only what the last one names is a fault.
                if (isLast)
                {
                    messages.AddRange(imported.Messages);
                }

                return $"{Count(imported.JournalLines, "journal line")}, {Count(imported.ProposalLines, "proposal line")}, "
                    + $"{Count(imported.ReadyProposals.Count, "proposal")} ready";
            }
        );
    }

    /// <summary>
    /// Posts what is ready, and what becomes ready by that: an invoice may wait for another one, as what uses a retainer waits for the invoice of the retainer.
    /// </summary>
    private async Task PostAsync(CancellationToken cancellation)
    {
        var tried = new HashSet<string>(StringComparer.Ordinal);
        var clerk = hosts.FinanceAs(hosts.Personas.ReceivablesClerk);
        while (await PostReadyAsync(clerk, tried, cancellation) > 0 && (await clerk.ProposalsAsync(cancellation)).Any(proposal => proposal.Status == "Open"))
        {
            await ImportAsync("import what waited for an invoice", cancellation, isLast: true);
        }

        // What one of its rows made wait is told by whoever refused the row; the invoice itself would else go unmentioned.
        var waiting = (await clerk.ProposalsAsync(cancellation))
            .Where(proposal => proposal.Status == "Open" && !messages.Exists(message => message.Record.Contains(proposal.Number, StringComparison.Ordinal)))
            .Select(proposal => new Message(
                RunCodes.NotReady,
                proposal.Number,
                $"Finance cannot post it yet: {proposal.WaitingReason ?? "It was not imported."} Look at the other messages."
            ))
            .ToList();
        waiting.ForEach(narrator.Refusal);
        messages.AddRange(waiting);
    }

    /// <summary>How many of those that were not tried before are posted.</summary>
    private async Task<int> PostReadyAsync(FinanceClient clerk, HashSet<string> tried, CancellationToken cancellation)
    {
        var refused = new List<Message>();
        var posted = new List<string>();
        var ready = (await clerk.ProposalsAsync(cancellation)).Where(proposal => proposal.Status == "Ready" && tried.Add(proposal.Number)).ToList();
        await narrator.StepAsync(
            "Receivables clerk",
            "post the proposals that are ready",
            async progress =>
            {
                for (var index = 0; index < ready.Count; index++)
                {
                    progress(index, ready.Count);
                    try
                    {
                        var invoice = await clerk.PostAsync(ready[index], cancellation);
                        posted.Add($"{ready[index].Number} as {invoice.CustomerInvoiceNumber ?? "nothing to invoice"}");
                    }
                    catch (FinanceException refusal)
                    {
                        refused.Add(new Message(refusal.Code, refusal.Record, refusal.Text));
                    }
                }

                return $"{Count(posted.Count, "proposal")} of {ready.Count}: {string.Join(", ", posted)}";
            }
        );
        refused.ForEach(narrator.Refusal);
        messages.AddRange(refused);
        return posted.Count;
    }

    private async Task<T?> AsFinanceUser<T>(Func<Task<T>> work)
        where T : class
    {
        try
        {
            return await work();
        }
        catch (FinanceException refusal)
        {
            messages.Add(new Message(refusal.Code, refusal.Record, refusal.Text));
            return null;
        }
    }

    /// <summary>Waits until finance has the header of each confirmed invoice and the connector has nothing more to send.</summary>
    private async Task<string> DeliverAsync(IReadOnlyList<string> confirmed, Action<int, int> progress, CancellationToken cancellation)
    {
        var reader = hosts.FinanceAs(hosts.Personas.ProjectAccountant);
        var connector = hosts.ConnectorAs(hosts.Personas.Administrator);
        await connector.RunAsync(cancellation);
        var idle = await patience.UntilAsync(
            async () =>
            {
                progress(confirmed.Count - (await MissingAsync()).Count, confirmed.Count);
                return (await connector.StatusAsync(cancellation)).IsIdle;
            },
            cancellation
        );
        var missing = await MissingAsync();
        messages.AddRange((await connector.StatusAsync(cancellation)).Errors);
        messages.AddRange(
            missing.Select(number => new Message(
                RunCodes.NotDelivered,
                number,
                $"The invoice is not in finance{Patiently(idle)}. Look at the connector's status."
            ))
        );
        return $"{confirmed.Count - missing.Count} of {Count(confirmed.Count, "invoice")}, "
            + $"{Count((await reader.QueryAsync("ProjActualsImports?cross-company=true&$select=ActualsImportId", cancellation)).Count, "actual")}";

        async Task<List<string>> MissingAsync()
        {
            var present = (await reader.ProposalsAsync(cancellation)).Select(proposal => proposal.Number).ToHashSet();
            return [.. confirmed.Where(number => !present.Contains(number))];
        }
    }

    /// <summary>Waits until finance has no callback left to send and the connector none left to write, then sees what Dataverse knows.</summary>
    private async Task<string> WriteBackAsync(Action<int, int> progress, CancellationToken cancellation)
    {
        var reader = hosts.FinanceAs(hosts.Personas.ProjectAccountant);
        var connector = hosts.ConnectorAs(hosts.Personas.Administrator);
        var projectManager = hosts.DataverseAs(hosts.Personas.ProjectManager);
        var labels = (await InvoicesAsync(cancellation)).Columns["pinv_financestatus"].Choices!;
        var closed = (await reader.ProposalsAsync(cancellation))
            .Where(proposal => proposal.Status is "Posted" or "NothingToInvoice")
            .Select(proposal => proposal.Number)
            .ToList();
        var idle = await patience.UntilAsync(
            async () =>
            {
                progress(closed.Count - (await MissingAsync()).Count, closed.Count);
                return await reader.PendingCallbacksAsync(cancellation) == 0 && (await connector.StatusAsync(cancellation)).IsIdle;
            },
            cancellation
        );
        var missing = await MissingAsync();
        messages.AddRange((await connector.StatusAsync(cancellation)).Errors);
        messages.AddRange(
            missing.Select(number => new Message(
                RunCodes.NotWrittenBack,
                number,
                $"What finance posted is not in Dataverse{Patiently(idle)}. Look at the connector's status."
            ))
        );
        return $"{closed.Count - missing.Count} of {Count(closed.Count, "invoice")}";

        async Task<List<string>> MissingAsync()
        {
            var rows = await projectManager.QueryAsync("invoices?$select=invoicenumber,msdyn_invoicenumber,pinv_financestatus", cancellation);
            var through = rows.Where(row => row["pinv_financestatus"] is { } status && IsThrough(labels[status.GetValue<int>()]))
                .Select(row => row["msdyn_invoicenumber"]?.GetValue<string>() ?? row["invoicenumber"]!.GetValue<string>())
                .ToHashSet();
            return [.. closed.Where(number => !through.Contains(number))];
        }
    }

    private async Task<string> CompareAsync(CancellationToken cancellation)
    {
        var differences = await hosts.FinanceAs(hosts.Personas.ProjectAccountant).DifferencesAsync(cancellation);
        messages.AddRange(differences.Select(difference => new Message(RunCodes.BooksDiffer, "books of finance", difference)));
        return differences.Count == 0 ? "they agree" : Count(differences.Count, "difference");
    }

    private string Patiently(bool reached) => reached ? "" : $" after {options.Patience.TotalSeconds:0} s";
}
