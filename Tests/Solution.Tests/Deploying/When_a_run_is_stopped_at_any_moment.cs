using LocalDataverse;
using Microsoft.Xrm.Sdk;
using Solution.Deploy;
using Solution.Tests.Importing;

namespace Solution.Tests.Deploying;

/// <summary>
/// Each command is stopped after each of its requests that writes, and after the one behind it, on an environment that goes on with what it was asked for. Run
/// again, it ends as if nothing had happened.
/// </summary>
[TestClass]
[TestCategory("Exhaustive")]
public sealed class When_a_run_is_stopped_at_any_moment
{
    private const int Completed = 3;
    private const string Secret = "signing-secret-of-32-bytes-or-more";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task An_installation_ends_the_same_and_is_done_once()
    {
        await using var stage = await StartAsync();

        await EveryMomentAsync(stage, _ => Task.CompletedTask, options => DeploySolution.RunAsync(options, TestContext.CancellationToken), imports: 1);
    }

    [TestMethod]
    public async Task An_upgrade_ends_the_same_and_is_done_once()
    {
        using var folder = new TemporaryFolder();
        var later = folder.File("later.zip", Later());
        await using var stage = await StartAsync();

        await EveryMomentAsync(
            stage,
            options => DeploySolution.RunAsync(options, TestContext.CancellationToken),
            options => UpgradeSolution.RunAsync(options with { SolutionFile = later, TimeZone = "Europe/Rome" }, TestContext.CancellationToken),
            imports: 2
        );
    }

    [TestMethod]
    public async Task An_uninstallation_ends_the_same()
    {
        await using var stage = await StartAsync();

        await EveryMomentAsync(
            stage,
            async options =>
            {
                await DeploySolution.RunAsync(options, TestContext.CancellationToken);
                stage.Environment.Import(Later(), holding: true);
            },
            options => UninstallSolution.RunAsync(options, TestContext.CancellationToken),
            imports: 2
        );
    }

    private sealed record Stage(RunningEnvironment Environment, BreakingWire Wire) : IAsyncDisposable
    {
        public DataverseOrganization Organization => Environment.Organization;

        public ValueTask DisposeAsync() => Environment.DisposeAsync();
    }

    private static async Task<Stage> StartAsync()
    {
        var wire = new BreakingWire();
        return new Stage(await RunningEnvironment.Start(new OrganizationOptions { Clock = new StandingClock() }, wire.StandBefore), wire);
    }

    private async Task EveryMomentAsync(Stage stage, Func<DeployOptions, Task> before, Func<DeployOptions, Task> run, int imports)
    {
        var options = stage.Environment.Options() with
        {
            Managed = true,
            Clock = new HurriedClock(),
            SigningSecret = Secret,
            ConnectorUrl = new Uri("https://connector.example"),
            CreateActuals = false,
        };
        await before(options);
        stage.Wire.Mend();
        await run(options);
        var wanted = StateText.Of(stage.Organization);
        var moments = Moments([.. stage.Wire.Requests]);
        Assert.IsGreaterThan(1, moments.Count);

        foreach (var moment in moments)
        {
            await CleanAsync(stage, options);
            await before(options);
            stage.Wire.BreakAt(moment.Write, moment.IsBehind);
            await Assert.ThrowsExactlyAsync<DeployException>(() => run(options));
            var stopped = string.Join(", ", stage.Wire.Requests);
            stage.Wire.Mend();
            await EndedAsync(stage);

            await run(options);

            Assert.AreEqual(wanted, StateText.Of(stage.Organization), stopped);
            Assert.AreEqual(imports, Imports(stage), stopped);
        }
    }

    // Between two questions nothing happens; what was asked for goes on while the next request is made.
    private static List<(int Write, bool IsBehind)> Moments(List<string> requests)
    {
        var writes = requests.Count(BreakingWire.IsWrite);
        var behind = BreakingWire.IsWrite(requests[^1]) ? writes - 1 : writes;
        return [.. Enumerable.Range(1, writes).Select(write => (write, false)), .. Enumerable.Range(1, behind).Select(write => (write, true))];
    }

    // An answer that comes while the job of the stopped run has not ended is tried elsewhere, where the moment can be chosen.
    private async Task EndedAsync(Stage stage)
    {
        while (stage.Organization.Rows("asyncoperation").Any(job => job.GetAttributeValue<OptionSetValue>("statecode").Value != Completed))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.CancellationToken);
        }
    }

    private async Task CleanAsync(Stage stage, DeployOptions options)
    {
        stage.Wire.Mend();
        await UninstallSolution.RunAsync(options, TestContext.CancellationToken);
        var service = stage.Organization.CreateService(stage.Organization.AdministratorId);
        foreach (var job in stage.Organization.Rows("importjob"))
        {
            service.Delete("importjob", job.Id);
        }
    }

    private static int Imports(Stage stage) => stage.Organization.Rows("importjob").Count(job => job.GetAttributeValue<double>("progress") >= 100);

    private static byte[] Later() =>
        SolutionZip
            .CopyOfManaged()
            .Numbered("1.0.1.0")
            .WithoutStep(SolutionZip.CopyOfManaged().StepId("Delete of uom,"))
            .WithColumn("Invoice", "pinv_remark")
            .ToBytes();
}
