using Microsoft.Xrm.Sdk;
using Solution.Deploy;
using Solution.Tests.Importing;

namespace Solution.Tests.Deploying;

[TestClass]
public sealed class When_the_solution_is_deployed
{
    private const string SigningSecret = "signing-secret-of-the-test-of-32-bytes";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task It_is_installed_and_configured(bool managed)
    {
        await using var environment = await RunningEnvironment.Start();

        var result = await DeploySolution.RunAsync(
            environment.Options() with
            {
                Managed = managed,
                ConnectorUrl = new Uri("https://connector.example/"),
                SigningSecret = SigningSecret,
                CreateActuals = true,
                RetainerTransactionClass = 192350005,
                TimeZone = "America/New_York",
            },
            TestContext.CancellationToken
        );

        Assert.AreEqual(new Version(1, 0, 0, 0), result.Version);
        Assert.IsNull(result.PreviousVersion);
        Assert.IsFalse(result.HasOwnLogic);
        Assert.HasCount(5, result.Changes);
        Assert.AreEqual("America/New_York", environment.Organization.EnvironmentVariable("pinv_TimeZone"));
        var solution = environment.Organization.Rows("solution").Single(row => row.GetAttributeValue<string>("uniquename") == "ProjectInvoiceIntegration");
        Assert.AreEqual(managed, solution.GetAttributeValue<bool>("ismanaged"));
        Assert.AreEqual("https://connector.example", environment.Organization.EnvironmentVariable("pinv_ConnectorUrl"));
        Assert.AreEqual("yes", environment.Organization.EnvironmentVariable("pinv_CreateActuals"));
        Assert.AreEqual("192350005", environment.Organization.EnvironmentVariable("pinv_RetainerTransactionClass"));
        Assert.AreEqual(SigningSecret, environment.Organization.Steps.Single(step => step.Id == DeploySolution.DeliveryStepId).SecureConfiguration);
    }

    [TestMethod]
    public async Task Nothing_of_the_configuration_is_written_twice()
    {
        await using var environment = await RunningEnvironment.Start();
        var options = environment.Options() with { ConnectorUrl = new Uri("https://connector.example"), SigningSecret = SigningSecret, CreateActuals = false };
        await DeploySolution.RunAsync(options, TestContext.CancellationToken);
        var before = Configuration(environment);

        var result = await DeploySolution.RunAsync(options, TestContext.CancellationToken);

        Assert.IsEmpty(result.Changes);
        Assert.AreEqual(new Version(1, 0, 0, 0), result.PreviousVersion);
        Assert.AreEqual(before, Configuration(environment));
    }

    [TestMethod]
    public async Task Changed_configuration_takes_the_place_of_the_old()
    {
        await using var environment = await RunningEnvironment.Start();
        var options = environment.Options() with { ConnectorUrl = new Uri("https://connector.example"), SigningSecret = SigningSecret };
        await DeploySolution.RunAsync(options, TestContext.CancellationToken);

        var result = await DeploySolution.RunAsync(
            options with
            {
                ConnectorUrl = new Uri("https://other.example"),
                SigningSecret = "another-signing-secret-of-32-bytes-or-more",
            },
            TestContext.CancellationToken
        );

        Assert.HasCount(2, result.Changes);
        Assert.AreEqual("https://other.example", environment.Organization.EnvironmentVariable("pinv_ConnectorUrl"));
        Assert.AreEqual(
            "another-signing-secret-of-32-bytes-or-more",
            environment.Organization.Steps.Single(step => step.Id == DeploySolution.DeliveryStepId).SecureConfiguration
        );
        Assert.HasCount(1, environment.Organization.Rows("environmentvariablevalue"));
        Assert.HasCount(1, environment.Organization.Rows("sdkmessageprocessingstepsecureconfig"));
    }

    [TestMethod]
    public async Task What_is_not_given_stays_as_it_is()
    {
        await using var environment = await RunningEnvironment.Start();

        var result = await DeploySolution.RunAsync(environment.Options(), TestContext.CancellationToken);

        Assert.IsEmpty(result.Changes);
        Assert.IsEmpty(environment.Organization.Rows("environmentvariablevalue"));
        Assert.AreEqual("yes", environment.Organization.EnvironmentVariable("pinv_CreateActuals"));
    }

    [TestMethod]
    [DataRow("msdyn_ProjectServiceCore")]
    [DataRow("msdynce_ProjectServiceCore")]
    [DataRow("msdyn_ProjectServiceCore_Patch")]
    public async Task The_own_logic_of_the_product_creates_the_actuals_where_it_is_installed(string uniqueName)
    {
        await using var environment = await RunningEnvironment.Start();
        InstallOwnLogic(environment, uniqueName);

        var result = await DeploySolution.RunAsync(environment.Options(), TestContext.CancellationToken);

        Assert.IsTrue(result.HasOwnLogic);
        Assert.AreEqual("no", environment.Organization.EnvironmentVariable("pinv_CreateActuals"));
    }

    [TestMethod]
    public async Task The_skip_sync_column_of_the_own_logic_is_told_and_the_connector_s_own_is_not()
    {
        await using var environment = await RunningEnvironment.Start();
        InstallOwnLogic(environment, "msdyn_ProjectServiceCore");

        await DeploySolution.RunAsync(environment.Options(), TestContext.CancellationToken);

        Assert.ContainsSingle(
            line =>
                line.StartsWith(
                    "Possible skip-sync columns of Project Operations on msdyn_actual: msdyn_istransition. Name the right one",
                    StringComparison.Ordinal
                ),
            environment.Lines
        );
    }

    [TestMethod]
    public async Task Creating_actuals_beside_the_own_logic_is_refused_before_anything_is_imported()
    {
        await using var environment = await RunningEnvironment.Start();
        InstallOwnLogic(environment, "msdyn_ProjectServiceCore");

        var fault = await Assert.ThrowsExactlyAsync<DeployException>(() =>
            DeploySolution.RunAsync(environment.Options() with { CreateActuals = true }, TestContext.CancellationToken)
        );

        Assert.AreEqual(DeployErrors.ActualsTwice.Code, fault.Code);
        Assert.IsTrue(fault.IsInputFault);
        Assert.IsNull(environment.Organization.Metadata.Table("pinv_retainer"));
    }

    [TestMethod]
    [DataRow("Europe/Rome")]
    [DataRow("W. Europe Standard Time")]
    [DataRow("UTC")]
    public async Task A_time_zone_is_taken_by_either_name(string name)
    {
        await using var environment = await RunningEnvironment.Start();

        await DeploySolution.RunAsync(environment.Options() with { TimeZone = name }, TestContext.CancellationToken);

        Assert.AreEqual(name, environment.Organization.EnvironmentVariable("pinv_TimeZone"));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Customizations_of_the_environment_are_replaced_only_where_that_is_asked_for(bool overwrite)
    {
        await using var environment = await ScriptedEnvironment.Start();

        await DeploySolution.RunAsync(environment.Options with { OverwriteCustomizations = overwrite }, TestContext.CancellationToken);

        Assert.AreEqual(overwrite, environment.Import!["OverwriteUnmanagedCustomizations"]!.GetValue<bool>());
    }

    [TestMethod]
    public async Task No_secret_is_told()
    {
        await using var environment = await RunningEnvironment.Start();

        await DeploySolution.RunAsync(environment.Options() with { SigningSecret = SigningSecret }, TestContext.CancellationToken);

        Assert.IsNotEmpty(environment.Lines);
        Assert.IsFalse(
            environment.Lines.Any(line =>
                line.Contains(SigningSecret, StringComparison.Ordinal) || line.Contains(RunningEnvironment.Administrator.Secret, StringComparison.Ordinal)
            )
        );
    }

    private static void InstallOwnLogic(RunningEnvironment environment, string uniqueName)
    {
        var service = environment.Organization.CreateService(environment.Organization.AdministratorId);
        var publisher = service.Create(new Entity("publisher") { ["uniquename"] = "dynamics365projectservice", ["friendlyname"] = "Dynamics 365" });
        service.Create(
            new Entity("solution")
            {
                ["uniquename"] = uniqueName,
                ["friendlyname"] = uniqueName,
                ["version"] = "4.100.0.0",
                ["ismanaged"] = true,
                ["publisherid"] = new EntityReference("publisher", publisher),
            }
        );
    }

    // Row versions included: an update that changes nothing would show.
    private static string Configuration(RunningEnvironment environment) =>
        string.Join(
            Environment.NewLine,
            new[] { "environmentvariablevalue", "sdkmessageprocessingstepsecureconfig" }
                .SelectMany(environment.Organization.Rows)
                .Select(row => $"{row.LogicalName} {row.Id} {row.GetAttributeValue<long>("versionnumber")}")
                .Order(StringComparer.Ordinal)
        );
}
