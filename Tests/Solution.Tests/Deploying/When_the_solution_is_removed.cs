using LocalDataverse;
using LocalDataverse.Metadata;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Solution.Deploy;
using Solution.Tests.Importing;

namespace Solution.Tests.Deploying;

[TestClass]
public sealed class When_the_solution_is_removed
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Nothing_of_it_is_left_and_it_was_told_what_went()
    {
        await using var environment = await RunningEnvironment.Start();
        var organization = environment.Organization;
        var before = organization.DumpState();
        await Install(environment);
        var service = organization.CreateService(organization.AdministratorId);
        service.Create(new Entity("pinv_retainer") { ["pinv_name"] = "R-1" });
        service.Create(new Entity("pinv_retainer") { ["pinv_name"] = "R-2" });

        var removed = await UninstallSolution.RunAsync(environment.Options(), TestContext.CancellationToken);

        Assert.IsTrue(removed);
        Assert.Contains("Goes with it: table pinv_retainer with 2 rows", environment.Lines);
        Assert.Contains("Goes with it: table pinv_integrationmessage with 0 rows", environment.Lines);
        Assert.DoesNotContain(line => line.Contains("table invoice ", StringComparison.Ordinal), environment.Lines);
        Assert.IsEmpty(before.DifferencesTo(organization.DumpState(), RunningEnvironment.WhatThePlatformKeeps));
        Assert.IsEmpty(organization.Rows("solutioncomponent"));
        Assert.IsFalse(organization.Metadata.Tables.Any(table => table.Columns.Keys.Any(c => c.StartsWith("pinv_", StringComparison.Ordinal))));
    }

    [TestMethod]
    public async Task It_is_refused_while_messages_wait_unless_forced()
    {
        await using var environment = await RunningEnvironment.Start();
        await Install(environment);
        var contract = new ProjectContract(environment.Organization);
        var invoice = contract.ConfirmInvoice("PF-0001");

        var fault = await Refused(environment.Options(), DeployErrors.WorkWaits.Code);
        Assert.AreEqual("1.0.0.0", environment.InstalledVersion);
        await UninstallSolution.RunAsync(environment.Options() with { Force = true }, TestContext.CancellationToken);

        Assert.Contains("1 messages wait for delivery", fault.Message);
        Assert.Contains("Lost with it: 1 messages wait for delivery", environment.Lines);
        Assert.IsNull(environment.InstalledVersion);
        Assert.AreEqual(192350002, contract.Read(invoice).GetAttributeValue<OptionSetValue>("msdyn_projectinvoicestatus").Value);
    }

    [TestMethod]
    public async Task It_is_refused_while_a_confirmation_runs()
    {
        await using var environment = await RunningEnvironment.Start();
        await Install(environment);
        var organization = environment.Organization;
        var contract = new ProjectContract(organization);
        var invoice = contract.NewInvoice("PF-0001");
        organization
            .CreateService(new Caller(organization.SystemUserId) { BypassSynchronousLogic = true })
            .Update(new Entity("invoice", invoice.Id) { ["pinv_confirmationstatus"] = new OptionSetValue(482190002) });

        var fault = await Refused(environment.Options(), DeployErrors.WorkWaits.Code);

        Assert.Contains("1 confirmations run", fault.Message);
    }

    [TestMethod]
    public async Task A_dry_run_removes_nothing()
    {
        await using var environment = await RunningEnvironment.Start();
        await Install(environment);
        var before = environment.Organization.DumpState();

        await UninstallSolution.RunAsync(environment.Options() with { DryRun = true }, TestContext.CancellationToken);

        Assert.Contains("Would uninstall ProjectInvoiceIntegration 1.0.0.0", environment.Lines);
        Assert.IsEmpty(before.DifferencesTo(environment.Organization.DumpState()));
    }

    [TestMethod]
    public async Task What_is_not_there_is_told_and_is_no_failure()
    {
        await using var environment = await RunningEnvironment.Start();

        Assert.IsFalse(await UninstallSolution.RunAsync(environment.Options(), TestContext.CancellationToken));
    }

    [TestMethod]
    public async Task An_unmanaged_one_is_refused()
    {
        await using var environment = await RunningEnvironment.Start();
        await DeploySolution.RunAsync(environment.Options(), TestContext.CancellationToken);

        await Refused(environment.Options(), DeployErrors.NotManaged.Code);
    }

    [TestMethod]
    public async Task What_depends_on_it_is_named_and_refuses_it()
    {
        await using var environment = await RunningEnvironment.Start();
        await Install(environment);
        var organization = environment.Organization;
        organization.AddColumn("account", new ColumnMetadata("new_retainerid", ColumnType.Lookup) { Targets = ["pinv_retainer"] });
        organization.RegisterStep(
            new StepRegistration(
                Guid.NewGuid(),
                organization.RegisterPluginType(typeof(OtherPlugin)),
                "Create",
                "pinv_retainer",
                PipelineStage.PostOperation,
                StepMode.Synchronous
            )
            {
                Name = "Step of others",
            }
        );

        var fault = await Refused(environment.Options(), DeployErrors.OthersDepend.Code);

        Assert.Contains("step Step of others", fault.Message);
        Assert.Contains("of type 2", fault.Message);
        Assert.AreEqual("1.0.0.0", environment.InstalledVersion);
    }

    [TestMethod]
    public async Task A_version_that_waits_goes_too()
    {
        await using var environment = await RunningEnvironment.Start();
        await Install(environment);
        environment.Import(SolutionZip.CopyOfManaged().Numbered("1.0.1.0").WithColumn("Invoice", "pinv_remark").ToBytes(), holding: true);

        await UninstallSolution.RunAsync(environment.Options(), TestContext.CancellationToken);

        Assert.IsEmpty(environment.Organization.Rows("solution"));
        Assert.IsNull(environment.Organization.Metadata.Table("invoice")!.Column("pinv_remark"));
    }

    private Task<DeployResult> Install(RunningEnvironment environment) =>
        DeploySolution.RunAsync(environment.Options() with { Managed = true }, TestContext.CancellationToken);

    private async Task<DeployException> Refused(DeployOptions options, string code)
    {
        var fault = await Assert.ThrowsExactlyAsync<DeployException>(() => UninstallSolution.RunAsync(options, TestContext.CancellationToken));
        Assert.AreEqual(code, fault.Code, fault.Message);
        return fault;
    }
}
