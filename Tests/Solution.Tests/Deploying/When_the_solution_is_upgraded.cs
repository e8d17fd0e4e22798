using Microsoft.Xrm.Sdk;
using Solution.Deploy;
using Solution.Tests.Importing;

namespace Solution.Tests.Deploying;

[TestClass]
public sealed class When_the_solution_is_upgraded
{
    // The validation of a confirmation, and the protection of a unit that invoices name.
    private const string ChangedStep = "{c5dc556c-9530-4e38-9d20-d87349ed6a79}";
    private static readonly string RemovedStep = SolutionZip.CopyOfManaged().StepId("Delete of uom,");

    private static readonly string[] UserInterface =
    [
        "appmodule",
        "localizedlabel",
        "ribboncommand",
        "ribbondiff",
        "ribbonrule",
        "savedquery",
        "savedqueryvisualization",
        "sitemap",
        "systemform",
        "webresource",
    ];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task What_is_changed_is_changed_what_is_gone_is_gone_and_no_row_is_lost()
    {
        await using var environment = await RunningEnvironment.Start();
        using var folder = new TemporaryFolder();
        var organization = environment.Organization;
        await DeploySolution.RunAsync(environment.Options() with { Managed = true }, TestContext.CancellationToken);
        var contract = new ProjectContract(organization);
        var first = contract.ConfirmInvoice("PF-0001");
        var retainer = contract.New(new Entity("pinv_retainer") { ["pinv_name"] = "Kick-off" });

        var result = await UpgradeSolution.RunAsync(environment.Options() with { SolutionFile = Later(folder) }, TestContext.CancellationToken);

        Assert.AreEqual(new Version(1, 0, 0, 0), result.PreviousVersion);
        Assert.AreEqual("1.0.1.0", environment.InstalledVersion);
        Assert.AreEqual(77, organization.Steps.Single(step => step.Id == Guid.Parse(ChangedStep)).Rank);
        Assert.DoesNotContain(Guid.Parse(RemovedStep), organization.Rows("sdkmessageprocessingstep").Select(row => row.Id));
        Assert.AreEqual("Kick-off", contract.Read(retainer).GetAttributeValue<string>("pinv_name"));
        Assert.AreEqual(482190003, contract.Read(first).GetAttributeValue<OptionSetValue>("pinv_confirmationstatus").Value);
        Assert.IsNotNull(organization.Metadata.Table("pinv_retainer")!.Column("pinv_remark"));
        Assert.IsNotNull(organization.Metadata.Table("invoice")!.Column("pinv_remark"));
        var second = contract.ConfirmInvoice("PF-0002");
        Assert.AreEqual(482190003, contract.Read(second).GetAttributeValue<OptionSetValue>("pinv_confirmationstatus").Value);
        Assert.HasCount(2, organization.Rows("pinv_integrationmessage"));
    }

    [TestMethod]
    public async Task Columns_that_a_later_version_no_longer_has_go_with_their_values_only()
    {
        await using var environment = await RunningEnvironment.Start();
        using var folder = new TemporaryFolder();
        var organization = environment.Organization;
        organization.Import(SolutionZip.CopyOfManaged().WithColumn("pinv_Retainer", "pinv_remark").WithColumn("Invoice", "pinv_remark").ToBytes());
        var contract = new ProjectContract(organization);
        var retainer = contract.New(new Entity("pinv_retainer") { ["pinv_name"] = "Kick-off", ["pinv_remark"] = "old" });

        await UpgradeSolution.RunAsync(
            environment.Options() with
            {
                SolutionFile = folder.File("later.zip", SolutionZip.CopyOfManaged().Numbered("1.0.1.0").ToBytes()),
            },
            TestContext.CancellationToken
        );

        Assert.IsNull(organization.Metadata.Table("pinv_retainer")!.Column("pinv_remark"));
        Assert.IsNull(organization.Metadata.Table("invoice")!.Column("pinv_remark"));
        Assert.AreEqual("Kick-off", contract.Read(retainer).GetAttributeValue<string>("pinv_name"));
    }

    [TestMethod]
    public async Task Components_of_the_user_interface_belong_to_the_later_version()
    {
        await using var environment = await RunningEnvironment.Start();
        using var folder = new TemporaryFolder();
        var organization = environment.Organization;
        await DeploySolution.RunAsync(environment.Options() with { Managed = true }, TestContext.CancellationToken);

        await UpgradeSolution.RunAsync(environment.Options() with { SolutionFile = Later(folder) }, TestContext.CancellationToken);

        var solution = organization.Rows("solution").Single().Id;
        foreach (var table in UserInterface)
        {
            var rows = organization.Rows(table);
            Assert.IsNotEmpty(rows, table);
            Assert.IsTrue(rows.All(row => row.GetAttributeValue<Guid>("solutionid") == solution), table);
        }

        var components = organization.Rows("solutioncomponent");
        Assert.IsTrue(components.All(component => component.GetAttributeValue<EntityReference>("solutionid").Id == solution));
        Assert.HasCount(components.Count, components.Select(component => component.GetAttributeValue<Guid>("objectid")).Distinct().ToList());
    }

    [TestMethod]
    public async Task It_can_be_upgraded_once_more_and_then_uninstalled()
    {
        await using var environment = await RunningEnvironment.Start();
        using var folder = new TemporaryFolder();
        var organization = environment.Organization;
        var before = organization.DumpState();
        var options = environment.Options();
        await DeploySolution.RunAsync(options with { Managed = true }, TestContext.CancellationToken);
        await UpgradeSolution.RunAsync(options with { SolutionFile = Later(folder) }, TestContext.CancellationToken);

        await UpgradeSolution.RunAsync(
            options with
            {
                SolutionFile = folder.File("later.zip", SolutionZip.CopyOfManaged().Numbered("1.0.2.0").ToBytes()),
            },
            TestContext.CancellationToken
        );

        Assert.AreEqual("1.0.2.0", environment.InstalledVersion);
        Assert.IsNull(organization.Metadata.Table("invoice")!.Column("pinv_remark"));
        Assert.IsTrue(await UninstallSolution.RunAsync(options, TestContext.CancellationToken));
        Assert.IsEmpty(before.DifferencesTo(organization.DumpState(), RunningEnvironment.WhatThePlatformKeeps));
    }

    [TestMethod]
    public async Task A_run_that_was_stopped_before_the_promotion_is_finished_by_the_next()
    {
        await using var environment = await RunningEnvironment.Start();
        using var folder = new TemporaryFolder();
        await DeploySolution.RunAsync(environment.Options() with { Managed = true }, TestContext.CancellationToken);
        var options = environment.Options() with { SolutionFile = Later(folder) };
        environment.Import(await File.ReadAllBytesAsync(options.SolutionFile!, TestContext.CancellationToken), holding: true);

        await UpgradeSolution.RunAsync(options, TestContext.CancellationToken);

        Assert.AreEqual("1.0.1.0", environment.InstalledVersion);
        Assert.ContainsSingle(line => line == "1.0.1.0 was imported by an earlier run", environment.Lines);
        Assert.HasCount(1, environment.Organization.Rows("solution"));
    }

    [TestMethod]
    public async Task The_same_version_again_does_nothing()
    {
        await using var environment = await RunningEnvironment.Start();
        await DeploySolution.RunAsync(environment.Options() with { Managed = true }, TestContext.CancellationToken);
        var before = environment.Organization.DumpState();

        await UpgradeSolution.RunAsync(environment.Options(), TestContext.CancellationToken);
        await DeploySolution.RunAsync(environment.Options() with { Managed = true }, TestContext.CancellationToken);

        Assert.IsEmpty(before.DifferencesTo(environment.Organization.DumpState()));
    }

    [TestMethod]
    public async Task A_dry_run_tells_what_it_would_do_and_writes_nothing()
    {
        await using var environment = await RunningEnvironment.Start();
        using var folder = new TemporaryFolder();
        await DeploySolution.RunAsync(environment.Options() with { Managed = true }, TestContext.CancellationToken);
        var before = environment.Organization.DumpState();

        await UpgradeSolution.RunAsync(
            environment.Options() with
            {
                SolutionFile = Later(folder),
                DryRun = true,
                TimeZone = "Europe/Rome",
                SigningSecret = "signing-secret-of-32-bytes-or-more",
            },
            TestContext.CancellationToken
        );

        Assert.Contains("Would replace ProjectInvoiceIntegration 1.0.0.0 by 1.0.1.0", environment.Lines);
        Assert.Contains("Would set: pinv_TimeZone = Europe/Rome", environment.Lines);
        Assert.Contains("Would set: Signing secret of the delivery step", environment.Lines);
        Assert.IsEmpty(before.DifferencesTo(environment.Organization.DumpState()));
    }

    [TestMethod]
    public async Task What_cannot_be_upgraded_is_refused()
    {
        await using var environment = await RunningEnvironment.Start();

        await Refused(environment.Options(), DeployErrors.NotInstalled.Code);
        await DeploySolution.RunAsync(environment.Options(), TestContext.CancellationToken);
        await Refused(environment.Options(), DeployErrors.NotManaged.Code);
    }

    [TestMethod]
    public async Task Another_version_that_waits_is_refused_and_named()
    {
        await using var environment = await RunningEnvironment.Start();
        using var folder = new TemporaryFolder();
        await DeploySolution.RunAsync(environment.Options() with { Managed = true }, TestContext.CancellationToken);
        environment.Import(SolutionZip.CopyOfManaged().Numbered("1.0.5.0").ToBytes(), holding: true);

        var fault = await Refused(environment.Options() with { SolutionFile = Later(folder) }, DeployErrors.UpgradeWaits.Code);

        Assert.Contains("version 1.0.5.0 waits", fault.Message);
    }

    private static string Later(TemporaryFolder folder) =>
        folder.File(
            "later.zip",
            SolutionZip
                .CopyOfManaged()
                .Numbered("1.0.1.0")
                .WithoutStep(RemovedStep)
                .WithRank(ChangedStep, 77)
                .WithColumn("pinv_Retainer", "pinv_remark")
                .WithColumn("Invoice", "pinv_remark")
                .ToBytes()
        );

    private async Task<DeployException> Refused(DeployOptions options, string code)
    {
        var fault = await Assert.ThrowsExactlyAsync<DeployException>(() => UpgradeSolution.RunAsync(options, TestContext.CancellationToken));
        Assert.AreEqual(code, fault.Code, fault.Message);
        return fault;
    }
}
