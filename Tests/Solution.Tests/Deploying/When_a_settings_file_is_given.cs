using Solution.Deploy;
using Solution.Deploy.CommandLine;

namespace Solution.Tests.Deploying;

[TestClass]
public sealed class When_a_settings_file_is_given
{
    // As pac solution create-settings writes it.
    private const string File = """
        {
          "EnvironmentVariables": [
            { "SchemaName": "pinv_ConnectorUrl", "Value": "https://connector.example" },
            { "SchemaName": "pinv_TimeZone", "Value": "Europe/Rome" },
            { "SchemaName": "pinv_CreateActuals", "Value": "" }
          ],
          "ConnectionReferences": []
        }
        """;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Its_values_are_set_and_options_of_their_own_win()
    {
        await using var environment = await RunningEnvironment.Start();
        using var folder = new TemporaryFolder();

        var result = await DeploySolution.RunAsync(
            environment.Options() with
            {
                Settings = DeploymentSettings.Read(folder.File("settings.json", File)),
                TimeZone = "America/New_York",
            },
            TestContext.CancellationToken
        );

        Assert.AreEqual("https://connector.example", environment.Organization.EnvironmentVariable("pinv_ConnectorUrl"));
        Assert.AreEqual("America/New_York", environment.Organization.EnvironmentVariable("pinv_TimeZone"));
        Assert.AreEqual("yes", environment.Organization.EnvironmentVariable("pinv_CreateActuals"));
        Assert.HasCount(2, result.Changes);
    }

    [TestMethod]
    public async Task A_variable_that_nobody_has_is_told()
    {
        await using var environment = await RunningEnvironment.Start();

        var fault = await Assert.ThrowsExactlyAsync<DeployException>(() =>
            DeploySolution.RunAsync(
                environment.Options() with
                {
                    Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["pinv_Unknown"] = "x" },
                },
                TestContext.CancellationToken
            )
        );

        Assert.AreEqual(DeployErrors.VariableMissing.Code, fault.Code);
        Assert.Contains("pinv_Unknown", fault.Message);
    }

    [TestMethod]
    [DataRow("no json")]
    [DataRow("[]")]
    [DataRow("""{ "EnvironmentVariables": {} }""")]
    [DataRow("""{ "EnvironmentVariables": [ 1 ] }""")]
    [DataRow("""{ "EnvironmentVariables": [ { "Value": "x" } ] }""")]
    [DataRow("""{ "EnvironmentVariables": [ { "SchemaName": "a", "Value": "x" }, { "SchemaName": "a", "Value": "y" } ] }""")]
    public void A_faulty_one_is_told(string content)
    {
        using var folder = new TemporaryFolder();

        var fault = Assert.ThrowsExactly<DeployException>(() => DeploymentSettings.Read(folder.File("settings.json", content)));

        Assert.AreEqual(DeployErrors.SettingsUnreadable.Code, fault.Code, fault.Message);
        Assert.IsTrue(fault.IsInputFault);
    }

    [TestMethod]
    public void A_connection_reference_belongs_to_another_solution()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("settings.json", """{ "ConnectionReferences": [ { "LogicalName": "new_ref", "ConnectionId": "1", "ConnectorId": "/x" } ] }""");

        var fault = Assert.ThrowsExactly<DeployException>(() => DeploymentSettings.Read(path));

        Assert.AreEqual(DeployErrors.ConnectionReferenceUnknown.Code, fault.Code);
        Assert.Contains("new_ref", fault.Message);
    }
}
