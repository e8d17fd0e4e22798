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
    [DataRow("pinv_Unknown", "x", "the solution has none of that name")]
    [DataRow("pinv_ConnectorUrl", "connector", "connector is not an address")]
    [DataRow("pinv_ConnectorUrl", "http://connector.example", "is an address without TLS")]
    [DataRow("pinv_ConnectorUrl", "https://connector.example/inbox", "has a path or a query")]
    [DataRow("pinv_TimeZone", "Atlantis", "Atlantis is neither an IANA nor a Windows name")]
    [DataRow("pinv_CreateActuals", "true", "true is neither yes nor no")]
    public async Task A_value_that_no_option_would_take_is_refused_before_anybody_is_asked(string name, string value, string cause)
    {
        await using var environment = await RunningEnvironment.Start();
        var options = environment.Options() with { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value } };

        var fault = await Assert.ThrowsExactlyAsync<DeployException>(() => DeploySolution.RunAsync(options, TestContext.CancellationToken));

        Assert.IsTrue(fault.IsInputFault);
        Assert.Contains(cause, fault.Message);
        Assert.IsEmpty(environment.Lines);
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
