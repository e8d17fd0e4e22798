using EndToEnd.Tests.Environment;
using LocalDataverse.Registration;
using LocalEnvironment.Dataverse;
using LocalEnvironment.Hosting;
using LocalEnvironment.Steps;

namespace EndToEnd.Tests.Chunks;

[TestClass]
public sealed class When_a_large_confirmation_stops_halfway
{
    /// <summary>After everything that the solution registers.</summary>
    private const int LastRank = 10_000;

    private static readonly string[] FinanceSets = ["ProjActualsImports", "ProjTransactionRelationships", "ProjInvoiceProposals"];

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod]
    public async Task Nothing_of_it_reaches_finance_and_canceled_it_leaves_no_trace_there()
    {
        await using var environment = await RunningEnvironment.WithDraftsAsync(Cancellation, "PF-1005");
        await environment.SetAsync("pinv_MaxSynchronousWrites", "1", Cancellation);
        await environment.SetAsync("pinv_WritesPerChunk", "1", Cancellation);
        await environment.SettleAsync(Cancellation);
        var drafts = await FinanceAsync(environment);
        var step = Guid.NewGuid();
        environment.Organization.RegisterStep(
            new StepRegistration(
                step,
                environment.Organization.RegisterPluginType(typeof(ThrowingOnOneLine)),
                "Create",
                "msdyn_actual",
                PipelineStage.PreOperation
            )
            {
                Rank = LastRank,
            }
        );

        var refused = (await ConfirmAsync(environment)).Refused;
        StringAssert.Contains(string.Join('\n', refused), ThrowingOnOneLine.Message);
        var billed = await environment.ActualsAsync("PF-1005", Cancellation);
        Assert.IsGreaterThan(4, billed.Count, "Nothing was billed before it stopped.");
        await environment.SettleAsync(Cancellation);
        Assert.AreEqual(drafts, await FinanceAsync(environment));

        await environment.ProjectManager.PostAsync(
            $"invoices({await environment.InvoiceAsync("PF-1005", Cancellation)})/Microsoft.Dynamics.CRM.pinv_CancelConfirmation",
            [],
            Cancellation
        );
        await UntilAsync(environment, "None");
        Assert.HasCount(4, await environment.ActualsAsync("PF-1005", Cancellation));
        await environment.SettleAsync(Cancellation);
        Assert.AreEqual(drafts, await FinanceAsync(environment));
        Assert.AreEqual("", string.Join(' ', (await environment.Hosts.ConnectorAs(environment.Hosts.Personas.Administrator).StatusAsync(Cancellation)).Errors));

        await environment.Administrator.DeleteAsync($"sdkmessageprocessingsteps({step})", Cancellation);
        Assert.AreEqual("PF-1005", (await ConfirmAsync(environment)).Confirmed.Single());
        await environment.SettleAsync(Cancellation);
        await environment.Accountant.ImportAsync(Cancellation);
        await environment.Accountant.PostJournalsAsync(Cancellation);
        var imported = await environment.Accountant.ImportAsync(Cancellation);
        Assert.AreEqual("", string.Join(' ', imported.Messages));
        CollectionAssert.AreEqual(new[] { "PF-1005" }, imported.ReadyProposals.ToArray());
    }

    private static async Task<string> FinanceAsync(RunningEnvironment environment)
    {
        var lines = new List<string>();
        foreach (var set in FinanceSets)
        {
            lines.AddRange(
                (await environment.Accountant.QueryAsync($"{set}?cross-company=true", CancellationToken.None))
                    .Select(row => $"{set} {row.ToJsonString()}")
                    .Order(StringComparer.Ordinal)
            );
        }

        return string.Join('\n', lines);
    }

    private async Task<Confirmations> ConfirmAsync(RunningEnvironment environment)
    {
        var options = new EnvironmentOptions { Input = "" };
        var confirmations = new Confirmations(
            environment.ProjectManager,
            await InvoicesAsync(environment),
            new Patience(options.PollInterval, options.Patience, TimeProvider.System),
            options.Patience
        );
        await confirmations.RunAsync(
            await environment.ProjectManager.QueryAsync("invoices?$select=invoiceid,invoicenumber,msdyn_invoicenumber", Cancellation),
            (_, _) => { },
            Cancellation
        );
        return confirmations;
    }

    private async Task UntilAsync(RunningEnvironment environment, string status)
    {
        var labels = (await InvoicesAsync(environment)).Columns["pinv_confirmationstatus"].Choices!;
        var options = new EnvironmentOptions { Input = "" };
        var invoice = await environment.InvoiceAsync("PF-1005", Cancellation);
        Assert.IsTrue(
            await new Patience(options.PollInterval, options.Patience, TimeProvider.System).UntilAsync(
                async () =>
                    labels[
                        (await environment.ProjectManager.GetAsync($"invoices({invoice})?$select=pinv_confirmationstatus", Cancellation))[
                            "pinv_confirmationstatus"
                        ]!.GetValue<int>()
                    ] == status,
                Cancellation
            )
        );
    }

    private async Task<TableDefinition> InvoicesAsync(RunningEnvironment environment) =>
        (await new DefinitionReader(environment.ProjectManager).FindAsync("invoice", Cancellation))!;
}
