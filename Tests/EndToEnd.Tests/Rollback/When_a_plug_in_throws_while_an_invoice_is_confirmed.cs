using EndToEnd.Tests.Environment;
using LocalDataverse.Registration;
using LocalEnvironment.Dataverse;

namespace EndToEnd.Tests.Rollback;

[TestClass]
public sealed class When_a_plug_in_throws_while_an_invoice_is_confirmed
{
    /// <summary>After everything that the solution registers.</summary>
    private const int LastRank = 10_000;

    private static RunningEnvironment environment = null!;

    public TestContext TestContext { get; set; } = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) => environment = await RunningEnvironment.WithDraftsAsync(context.CancellationToken, "PF-1002");

    [ClassCleanup]
    public static async Task StopAsync() => await environment.DisposeAsync();

    [TestMethod]
    [DataRow("Update", "invoice", PipelineStage.PreValidation)]
    [DataRow("Update", "invoice", PipelineStage.PreOperation)]
    [DataRow("Update", "invoice", PipelineStage.PostOperation)]
    [DataRow("Create", "msdyn_actual", PipelineStage.PreValidation)]
    [DataRow("Create", "msdyn_actual", PipelineStage.PreOperation)]
    [DataRow("Create", "msdyn_actual", PipelineStage.PostOperation)]
    [DataRow("Create", "pinv_integrationmessage", PipelineStage.PreValidation)]
    [DataRow("Create", "pinv_integrationmessage", PipelineStage.PreOperation)]
    [DataRow("Create", "pinv_integrationmessage", PipelineStage.PostOperation)]
    public async Task No_row_of_any_kind_is_left_behind(string message, string table, PipelineStage stage)
    {
        var step = Guid.NewGuid();
        environment.Organization.RegisterStep(
            new StepRegistration(step, environment.Organization.RegisterPluginType(typeof(ThrowingPlugin)), message, table, stage) { Rank = LastRank }
        );
        try
        {
            var before = environment.Organization.DumpState();
            var refusal = await Assert.ThrowsExactlyAsync<DataverseException>(ConfirmAsync);
            StringAssert.Contains(refusal.Message, ThrowingPlugin.Message);

            // The trace of a failed plug-in outlives the transaction on the platform, too.
            CollectionAssert.AreEqual(Array.Empty<string>(), environment.Organization.DumpState().DifferencesTo(before, "plugintracelog").ToArray());
        }
        finally
        {
            await environment.Administrator.DeleteAsync($"sdkmessageprocessingsteps({step})", TestContext.CancellationToken);
        }
    }

    private async Task ConfirmAsync() =>
        await environment.ProjectManager.PostAsync(
            $"invoices({await environment.InvoiceAsync("PF-1002", TestContext.CancellationToken)})/Microsoft.Dynamics.CRM.pinv_ConfirmInvoice",
            [],
            TestContext.CancellationToken
        );
}
