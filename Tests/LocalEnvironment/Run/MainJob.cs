using LocalEnvironment.Dataverse;
using LocalEnvironment.Errors;
using LocalEnvironment.Hosting;
using LocalEnvironment.Input;
using LocalEnvironment.Narration;
using LocalEnvironment.Reporting;
using LocalEnvironment.Steps;

namespace LocalEnvironment.Run;

/// <summary>
/// The main job: every draft invoice of the given data from confirmation to the accounting details that come back, each step by the person
/// whose work it is, over HTTP with that person's own sign-in.
/// </summary>
internal static class MainJob
{
    private static readonly IReadOnlyList<IStep> Preparation =
    [
        new StartHosts(),
        new InstallSolution(),
        new CheckData(),
        new CreateUsers(),
        new StartConnector(),
        new SetUpFinance(),
        new LoadData(),
    ];

    /// <summary>The way of confirmed invoices through finance and back.</summary>
    private static readonly IReadOnlyList<IStep> Invoicing =
    [
        new DeliverToFinance(),
        new ImportFromStaging("import from staging", isLast: false),
        new PostJournals(),
        new ImportFromStaging("import from staging again", isLast: true),
        new PostProposals(),
        new WriteBack(),
    ];

    private static readonly IReadOnlyList<IStep> Everything =
    [
        .. Preparation,
        new ConfirmInvoices("confirm the draft invoices", ConfirmInvoices.DraftsAsync),
        .. Invoicing,
        new ReviseInvoices([new ConfirmInvoices("confirm the corrections", ConfirmInvoices.CorrectionsAsync), .. Invoicing]),
        new CompareBooks(),
    ];

    /// <summary>Runs the job from start to end and, where asked to, stays up until it is canceled.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="InputException">The data cannot be read; nothing was changed.</exception>
    /// <exception cref="RunException">The job cannot go on.</exception>
    public static async Task<int> RunAsync(EnvironmentOptions options, Narrator narrator, TimeProvider clock, CancellationToken cancellation)
    {
        await using var hosts = new LocalHosts(options, clock);
        var job = new Job(options, hosts, narrator, clock);
        narrator.Title("Project invoice integration, local environment", $"Data: {options.Input}");
        var report = await RunAsync(job, clock, cancellation);
        narrator.Summary(report);
        if (options.Report is { } file)
        {
            await ReportFile.WriteAsync(file, report, cancellation);
            narrator.Line($"Report: {Path.GetFullPath(file)}");
        }

        if (options.Serve)
        {
            await hosts.StartShellAsync(cancellation);
            narrator.Addresses(hosts.Addresses, hosts.TokenEndpoint, hosts.Personas);
            await StayUpAsync(cancellation);
            narrator.Line("Stopped.");
        }

        return report.Messages.Count == 0 && report.Invoices.All(invoice => ReportedInvoice.IsClosed(invoice.FinanceStatus))
            ? MainJobCommand.Done
            : MainJobCommand.Refused;
    }

    /// <summary>
    /// Starts the hosts and takes everything to the end, without telling the ending: for those who want to look at the environment afterwards.
    /// </summary>
    public static Task<Report> RunAsync(EnvironmentOptions options, LocalHosts hosts, Narrator narrator, TimeProvider clock, CancellationToken cancellation) =>
        RunAsync(new Job(options, hosts, narrator, clock), clock, cancellation);

    /// <summary>Only the first half: hosts, solution, users, finance's set-up and the data are there, the invoices are drafts.</summary>
    public static Task PrepareAsync(EnvironmentOptions options, LocalHosts hosts, Narrator narrator, TimeProvider clock, CancellationToken cancellation) =>
        RunAsync(new Job(options, hosts, narrator, clock), Preparation, cancellation);

    private static async Task<Report> RunAsync(Job job, TimeProvider clock, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        await RunAsync(job, Everything, cancellation);
        var reader = new ReportReader(job.ProjectManager, job.ProjectAccountant, new DefinitionReader(job.ProjectManager));
        return await reader.ReadAsync([.. job.Messages.Distinct()], clock.GetElapsedTime(started), cancellation);
    }

    private static async Task RunAsync(Job job, IEnumerable<IStep> steps, CancellationToken cancellation)
    {
        foreach (var step in steps)
        {
            await step.RunAsync(job, cancellation);
        }
    }

    private static async Task StayUpAsync(CancellationToken cancellation)
    {
        var stopped = new TaskCompletionSource();
        await using var registration = cancellation.Register(stopped.SetResult);
        await stopped.Task;
    }
}
