using LocalDataverse;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Solution.Deploy;
using Solution.Tests.Importing;

namespace Solution.Tests.Deploying;

[TestClass]
public sealed class When_an_environment_is_looked_at
{
    private const string ChangedStep = "c5dc556c-9530-4e38-9d20-d87349ed6a79";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task What_was_just_installed_does_not_differ_from_its_file(bool managed)
    {
        await using var environment = await Installed(managed);
        var before = environment.Organization.DumpState();

        var differences = await SolutionDiff.RunAsync(environment.Options() with { Managed = managed }, TestContext.CancellationToken);

        Assert.AreEqual(string.Empty, string.Join(Environment.NewLine, differences));
        Assert.IsEmpty(before.DifferencesTo(environment.Organization.DumpState()));
    }

    [TestMethod]
    public async Task Each_difference_is_told()
    {
        await using var environment = await Installed(managed: true);
        var organization = environment.Organization;
        var service = organization.CreateService(organization.AdministratorId);
        var step = new Guid(ChangedStep);
        service.Update(
            new Entity("sdkmessageprocessingstep", step)
            {
                ["rank"] = 99,
                ["filteringattributes"] = "name",
                ["statecode"] = new OptionSetValue(1),
                ["statuscode"] = new OptionSetValue(2),
            }
        );
        var image = organization.Rows("sdkmessageprocessingstepimage")[0];
        service.Delete(image.LogicalName, image.Id);
        service.Delete("sdkmessageprocessingstep", new Guid(SolutionZip.CopyOfManaged().StepId("Delete of uom,")));
        var api = organization.Rows("customapi").Single(row => row.GetAttributeValue<string>("uniquename") == "pinv_ConfirmInvoice");
        service.Update(new Entity("customapi", api.Id) { ["executeprivilegename"] = "prvReadInvoice" });
        var variable = organization.Rows("environmentvariabledefinition").Single(row => row.GetAttributeValue<string>("schemaname") == "pinv_CreateActuals");
        service.Update(new Entity(variable.LogicalName, variable.Id) { ["defaultvalue"] = "no" });
        organization.RegisterEnvironmentVariable(new EnvironmentVariableRegistration(Guid.NewGuid(), "pinv_Other", EnvironmentVariableType.String, null));

        var differences = await SolutionDiff.RunAsync(environment.Options() with { Managed = true }, TestContext.CancellationToken);

        const string Step = "step InvoicePlugins.Confirmation.ConfirmInvoice: Update of invoice, stage 10";
        Assert.Contains($"{Step}: rank is 99, and 10 in the file", differences);
        Assert.Contains($"{Step}: filtering attributes is name, and msdyn_projectinvoicestatus in the file", differences);
        Assert.Contains($"{Step}: state is 1, and 0 in the file", differences);
        Assert.Contains(
            difference => difference.StartsWith("image ", StringComparison.Ordinal) && difference.EndsWith("not there", StringComparison.Ordinal),
            differences
        );
        Assert.Contains("step InvoicePlugins.Protection.ProtectNamedRow: Delete of uom, stage 20: not there", differences);
        Assert.Contains("custom API pinv_ConfirmInvoice: privilege is prvReadInvoice, and prvWriteInvoice in the file", differences);
        Assert.Contains("environment variable pinv_CreateActuals: default value is no, and yes in the file", differences);
        Assert.Contains("environment variable pinv_Other: there, and not in the file", differences);
        Assert.HasCount(2, differences.Where(difference => difference.StartsWith("image ", StringComparison.Ordinal)));
        Assert.HasCount(9, differences);
    }

    [TestMethod]
    public async Task An_older_version_is_told()
    {
        await using var environment = await Installed(managed: true);
        using var folder = new TemporaryFolder();
        var later = SolutionZip.CopyOfManaged().Numbered("1.0.1.0").WithRank($"{{{ChangedStep}}}", 12).ToBytes();

        var differences = await SolutionDiff.RunAsync(
            environment.Options() with
            {
                Managed = true,
                SolutionFile = folder.File("later.zip", later),
            },
            TestContext.CancellationToken
        );

        Assert.HasCount(2, differences);
        Assert.AreEqual("solution ProjectInvoiceIntegration: version is 1.0.0.0, and 1.0.1.0 in the file", differences[0]);
    }

    [TestMethod]
    public async Task The_status_of_what_works_is_well()
    {
        await using var environment = await Installed(managed: true, secret: "signing-secret-of-32-bytes-or-more");
        environment.Organization.RegisterUser(
            new UserRegistration(Guid.NewGuid(), "Connector", ["Project Invoice Finance Integration"]) { ApplicationId = Guid.NewGuid() }
        );

        var lines = await SolutionStatus.ReadAsync(environment.Options(), TestContext.CancellationToken);

        Assert.AreEqual("1.0.0.0, managed", Of(lines, "solution"));
        Assert.AreEqual("Europe/Rome", Of(lines, "pinv_TimeZone"));
        Assert.AreEqual("yes (default)", Of(lines, "pinv_CreateActuals"));
        Assert.AreEqual("set", Of(lines, "signing secret"));
        Assert.StartsWith("Connector (", Of(lines, "application user"));
        Assert.AreEqual("0", Of(lines, "failed jobs of steps"));
        Assert.IsEmpty(lines.Where(line => !line.IsWell));
        Assert.DoesNotContain("signing-secret", string.Join(' ', lines));
    }

    [TestMethod]
    public async Task The_status_tells_what_somebody_has_to_look_at()
    {
        await using var environment = await Installed(managed: true);
        var organization = environment.Organization;
        environment.Import(SolutionZip.CopyOfManaged().Numbered("1.0.1.0").ToBytes(), holding: true);
        organization
            .CreateService(organization.AdministratorId)
            .Update(
                new Entity("sdkmessageprocessingstep", new Guid(ChangedStep)) { ["statecode"] = new OptionSetValue(1), ["statuscode"] = new OptionSetValue(2) }
            );

        var lines = await SolutionStatus.ReadAsync(environment.Options(), TestContext.CancellationToken);

        CollectionAssert.AreEquivalent(
            new[] { "upgrade", "signing secret", "application user", "step" },
            lines.Where(line => !line.IsWell).Select(line => line.Subject).ToArray()
        );
    }

    [TestMethod]
    public async Task The_status_of_nothing_is_that_nothing_is_installed()
    {
        await using var environment = await RunningEnvironment.Start();

        var lines = await SolutionStatus.ReadAsync(environment.Options(), TestContext.CancellationToken);

        Assert.AreEqual("not installed", lines.Single().State);
        Assert.IsFalse(lines.Single().IsWell);
    }

    [TestMethod]
    public async Task What_a_role_grants_otherwise_is_told()
    {
        await using var environment = await Installed(managed: true);
        var organization = environment.Organization;
        var manager = organization.Rows("role").Single(role => role.GetAttributeValue<string>("name") == "Project Invoice Manager").Id;
        var granted = organization
            .Rows("roleprivileges")
            .Where(row => row.GetAttributeValue<Guid>("roleid") == manager)
            .ToLookup(row => NameOf(organization, row.GetAttributeValue<Guid>("privilegeid")), StringComparer.OrdinalIgnoreCase);
        var service = organization.CreateService(organization.AdministratorId);
        service.Update(new Entity("roleprivileges", granted["prvReadAccount"].Single().Id) { ["privilegedepthmask"] = 2 });
        service.Delete("roleprivileges", granted["prvReadContact"].Single().Id);

        var differences = await SolutionDiff.RunAsync(environment.Options() with { Managed = true }, TestContext.CancellationToken);

        CollectionAssert.AreEquivalent(
            new[]
            {
                "privilege prvReadAccount of role Project Invoice Manager: level is Local, and Global in the file",
                "privilege prvReadContact of role Project Invoice Manager: not there",
            },
            differences.ToArray()
        );
    }

    private static string NameOf(DataverseOrganization organization, Guid privilege) =>
        organization.CreateService(organization.AdministratorId).Retrieve("privilege", privilege, new ColumnSet("name")).GetAttributeValue<string>("name");

    [TestMethod]
    public async Task A_secret_is_set_once()
    {
        await using var environment = await Installed(managed: true);
        var options = environment.Options() with { SigningSecret = "signing-secret-of-32-bytes-or-more" };

        Assert.IsTrue(await SetSecret.RunAsync(options with { DryRun = true }, TestContext.CancellationToken));
        Assert.IsEmpty(environment.Organization.Rows("sdkmessageprocessingstepsecureconfig"));
        Assert.IsTrue(await SetSecret.RunAsync(options, TestContext.CancellationToken));
        Assert.IsFalse(await SetSecret.RunAsync(options, TestContext.CancellationToken));

        Assert.HasCount(1, environment.Organization.Rows("sdkmessageprocessingstepsecureconfig"));
        var fault = await Assert.ThrowsExactlyAsync<DeployException>(() => SetSecret.RunAsync(environment.Options(), TestContext.CancellationToken));
        Assert.AreEqual(DeployErrors.SigningSecretMissing.Code, fault.Code);
    }

    private async Task<RunningEnvironment> Installed(bool managed, string? secret = null)
    {
        var environment = await RunningEnvironment.Start();
        await DeploySolution.RunAsync(
            environment.Options() with
            {
                Managed = managed,
                SigningSecret = secret,
                TimeZone = "Europe/Rome",
            },
            TestContext.CancellationToken
        );
        return environment;
    }

    private static string Of(IReadOnlyList<StatusLine> lines, string subject) => lines.Single(line => line.Subject == subject).State;
}
