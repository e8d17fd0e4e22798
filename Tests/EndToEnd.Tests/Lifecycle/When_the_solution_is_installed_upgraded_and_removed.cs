using System.Text.Json.Nodes;
using LocalEnvironment.Hosting;
using LocalEnvironment.Narration;
using LocalEnvironment.Steps;
using Spectre.Console;

namespace EndToEnd.Tests.Lifecycle;

/// <summary>By the deploy command as a program, over HTTP, on an environment that has never seen the solution; read back as any client could.</summary>
[TestClass]
[TestCategory("Process")]
public sealed class When_the_solution_is_installed_upgraded_and_removed
{
    private const int ConfirmationComplete = 482190003;
    private const int Delivered = 482190001;

    // Logs, and what an environment shares between solutions.
    private static readonly string[] KeptByThePlatform = ["asyncoperation", "importjob", "plugintracelog", "publisher"];

    // What solutions are made of. In these tables rows of the solution go, and nothing else does.
    private static readonly string[] Components =
    [
        "appmodule",
        "appmodulecomponent",
        "appmoduleroles",
        "customapi",
        "customapirequestparameter",
        "customapiresponseproperty",
        "environmentvariabledefinition",
        "environmentvariablevalue",
        "localizedlabel",
        "pluginassembly",
        "plugintype",
        "privilege",
        "ribboncommand",
        "ribboncustomization",
        "ribbondiff",
        "ribbonrule",
        "role",
        "roleprivileges",
        "savedquery",
        "savedqueryvisualization",
        "sdkmessage",
        "sdkmessagefilter",
        "sdkmessageprocessingstep",
        "sdkmessageprocessingstepimage",
        "sdkmessageprocessingstepsecureconfig",
        "sitemap",
        "solution",
        "solutioncomponent",
        "systemform",
        "systemuserroles",
        "webresource",
    ];

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod]
    public async Task An_invoice_of_each_version_is_billed_and_nothing_is_left_but_what_users_wrote()
    {
        using var data = GivenData.With("PF-1001", "PF-1003");
        await using var hosts = new LocalHosts(new EnvironmentOptions { Input = data.Folder }, TimeProvider.System);
        await hosts.StartAsync(Cancellation);
        var deploy = new DeployProgram(hosts);
        var job = NewJob(data, hosts);
        var empty = await EnvironmentReading.OfAsync(job.Administrator, Cancellation);

        await InstallAsync(deploy, hosts, data);
        await PrepareAsync(job);
        await BillAsync(job, "PF-1001");
        var first = await EnvironmentReading.OfAsync(job.Administrator, Cancellation);
        await UpgradeAsync(deploy, data);
        var upgraded = await EnvironmentReading.OfAsync(job.Administrator, Cancellation);
        await BillAsync(job, "PF-1003");
        await hosts.StopConnectorAsync();
        var second = await EnvironmentReading.OfAsync(job.Administrator, Cancellation);
        await UninstallAsync(deploy);
        var after = await EnvironmentReading.OfAsync(job.Administrator, Cancellation);

        OnlyWhatTheVersionChanged(first, upgraded);
        NoRowOfAUserIsLost(first, upgraded);
        NoRowOfAUserIsLost(second, after);
        NothingOfTheSolutionIsLeft(empty, after);
    }

    private async Task InstallAsync(DeployProgram deploy, LocalHosts hosts, GivenData data)
    {
        var secret = Path.Combine(data.Folder, "signing.secret");
        await File.WriteAllTextAsync(secret, hosts.SigningSecret, Cancellation);
        var (code, output) = await deploy.RunAsync(
            "install",
            [
                "--managed",
                "--connector-url",
                deploy.AddressOf("Connector"),
                "--signing-secret-file",
                secret,
                "--retainer-class",
                $"{LocalHosts.RetainerTransactionClass}",
            ],
            Cancellation
        );
        Assert.AreEqual(0, code, output);
        Assert.Contains("ProjectInvoiceIntegration 1.0.0.0 is installed.", output);
    }

    private async Task UpgradeAsync(DeployProgram deploy, GivenData data)
    {
        var file = Path.Combine(data.Folder, "later.zip");
        LaterVersion.Write(file);
        var (code, output) = await deploy.RunAsync("upgrade", ["--solution", file], Cancellation);
        Assert.AreEqual(0, code, output);
        Assert.Contains($"Replaced ProjectInvoiceIntegration 1.0.0.0 by {LaterVersion.Number}", output);
        var (same, told) = await deploy.RunAsync("diff", ["--managed", "--solution", file], Cancellation);
        Assert.AreEqual(0, same, told);
    }

    private async Task UninstallAsync(DeployProgram deploy)
    {
        var (code, output) = await deploy.RunAsync("uninstall", [], Cancellation);
        Assert.AreEqual(0, code, output);
        Assert.Contains("Goes with it: table pinv_integrationmessage with 2 rows", output);
        Assert.Contains("Nothing of the solution is installed.", output);
    }

    private async Task PrepareAsync(Job job)
    {
        IStep[] steps = [new CheckData(), new CreateUsers(), new StartConnector(), new SetUpFinance(), new LoadData()];
        foreach (var step in steps)
        {
            await step.RunAsync(job, Cancellation);
        }
    }

    // Confirmed by the project manager: actuals and a message come of it, which the connector takes to finance.
    private async Task BillAsync(Job job, string number)
    {
        await new ConfirmInvoices("confirm", async (_, cancellation) => [await InvoiceAsync(job, number, cancellation)]).RunAsync(job, Cancellation);
        await new DeliverToFinance().RunAsync(job, Cancellation);

        Assert.IsEmpty(job.Messages, string.Join('\n', job.Messages));
        var invoice = await InvoiceAsync(job, number, Cancellation);
        Assert.AreEqual(ConfirmationComplete, invoice["pinv_confirmationstatus"]!.GetValue<int>());
        var id = invoice["invoiceid"]!.GetValue<string>();
        Assert.IsNotEmpty(await job.ProjectManager.QueryAsync($"msdyn_actuals?$select=msdyn_actualid&$filter=_msdyn_invoice_value eq {id}", Cancellation));
        var messages = await job.Administrator.QueryAsync($"pinv_integrationmessages?$select=pinv_status&$filter=_pinv_invoiceid_value eq {id}", Cancellation);
        CollectionAssert.AreEqual(new[] { Delivered }, messages.Select(message => message["pinv_status"]!.GetValue<int>()).ToArray());
        Assert.IsTrue((await job.ProjectAccountant.ProposalsAsync(Cancellation)).Any(proposal => proposal.Number == number));
    }

    private static async Task<JsonObject> InvoiceAsync(Job job, string number, CancellationToken cancellation) =>
        (await job.ProjectManager.QueryAsync($"invoices?$filter=invoicenumber eq '{number}'", cancellation)).Single();

    private static void OnlyWhatTheVersionChanged(EnvironmentReading before, EnvironmentReading after)
    {
        var steps = after.Of("sdkmessageprocessingstep");
        Assert.AreEqual(LaterVersion.Rank, steps[$"{LaterVersion.ChangedStep:d}"]["rank"]!.GetValue<int>());
        Assert.IsFalse(steps.Values.Any(step => step["name"]!.GetValue<string>().Contains(LaterVersion.RemovedStepName, StringComparison.Ordinal)));
        Assert.HasCount(before.Of("sdkmessageprocessingstep").Count - 1, steps);
        Assert.IsFalse(after.Of("savedquery").ContainsKey($"{LaterVersion.RemovedView:d}"));
        Assert.HasCount(before.Of("savedquery").Count - 1, after.Of("savedquery"));
        Assert.IsFalse(after.Of("webresource").Values.Any(resource => resource["name"]!.GetValue<string>() == LaterVersion.RemovedWebResource));
        Assert.HasCount(before.Of("webresource").Count - 1, after.Of("webresource"));
        Assert.Contains(LaterVersion.ChangedTab, after.Of("systemform")[$"{LaterVersion.ChangedForm:d}"]["formxml"]!.GetValue<string>());
        CollectionAssert.AreEqual(new[] { $"invoice Attributes {LaterVersion.NewColumn}" }, after.Definitions.Except(before.Definitions).ToArray());
        Assert.IsEmpty(before.Definitions.Except(after.Definitions));
        Assert.AreEqual(LaterVersion.Number, after.Of("solution").Values.Single(IsOwn)["version"]!.GetValue<string>());
    }

    private static bool IsOwn(JsonObject solution) =>
        solution["uniquename"]!.GetValue<string>().StartsWith("ProjectInvoiceIntegration", StringComparison.Ordinal);

    // The columns of the solution go with their values; the rows stay as they were.
    private static void NoRowOfAUserIsLost(EnvironmentReading before, EnvironmentReading after)
    {
        var lost = before
            .Rows.Where(table => after.Rows.ContainsKey(table.Key) && !Components.Contains(table.Key) && !KeptByThePlatform.Contains(table.Key))
            .SelectMany(table =>
                table
                    .Value.Where(row => !after.Of(table.Key).TryGetValue(row.Key, out var found) || OfOthers(found) != OfOthers(row.Value))
                    .Select(row => $"{table.Key} {row.Key} {OfOthers(row.Value)}")
            );
        Assert.AreEqual(string.Empty, string.Join('\n', lost));

        static string OfOthers(JsonObject row) => EnvironmentReading.Written(row, column => !column.Contains("pinv_", StringComparison.Ordinal));
    }

    private static void NothingOfTheSolutionIsLeft(EnvironmentReading empty, EnvironmentReading after)
    {
        Assert.AreEqual(string.Empty, string.Join('\n', after.Definitions.Except(empty.Definitions)));
        Assert.AreEqual(string.Empty, string.Join('\n', empty.Definitions.Except(after.Definitions)));
        foreach (var table in Components)
        {
            Assert.IsTrue(empty.Rows.ContainsKey(table), table);
            Assert.AreEqual(string.Empty, string.Join('\n', empty.TextOf(table).Except(after.TextOf(table))));
            Assert.AreEqual(string.Empty, string.Join('\n', after.TextOf(table).Except(empty.TextOf(table)).Where(row => !IsThePlatforms(table, row))));
        }

        var traces = after
            .Rows.Where(table => !KeptByThePlatform.Contains(table.Key))
            .SelectMany(table => after.TextOf(table.Key))
            .Where(row => row.Contains("pinv_", StringComparison.OrdinalIgnoreCase) || row.Contains("InvoicePlugins", StringComparison.Ordinal));
        Assert.AreEqual(string.Empty, string.Join('\n', traces));
    }

    // Messages, filters and privileges on its own tables an environment has from the start; this one writes them down when they are first named. Users were
    // created meanwhile, with roles that are gone.
    private static bool IsThePlatforms(string table, string row) =>
        table is "privilege" or "sdkmessage" or "sdkmessagefilter" && !row.Contains("pinv", StringComparison.OrdinalIgnoreCase);

    private static Job NewJob(GivenData data, LocalHosts hosts)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(TextWriter.Null) });
        return new Job(new EnvironmentOptions { Input = data.Folder }, hosts, new Narrator(console, TimeProvider.System), TimeProvider.System);
    }
}
