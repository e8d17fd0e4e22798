using LocalDataverse.Registration;
using Solution.Deploy;

namespace Solution.Tests.Deploying;

/// <summary>The privileges that Solution/Deploy/README.md names.</summary>
[TestClass]
public sealed class When_the_deploying_user_has_few_rights
{
    private static readonly string[] Needed =
    [
        "prvImportCustomization",
        "prvCreateCustomization",
        "prvReadCustomization",
        "prvWriteCustomization",
        "prvReadBusinessUnit",
        "prvReadPluginAssembly",
        "prvReadRole",
        "prvReadSdkMessageProcessingStep",
        "prvReadSolution",
        "prvWriteSolution",
        "prvWriteOrganization",
        "prvReadEntity",
        "prvReadAttribute",
        "prvReadRelationship",
        "prvReadAsyncOperation",
        "prvReadImportJob",
        "prvReadEnvironmentVariableDefinition",
        "prvReadEnvironmentVariableValue",
        "prvCreateEnvironmentVariableValue",
        "prvWriteEnvironmentVariableValue",
        "prvAppendEnvironmentVariableValue",
        "prvAppendToEnvironmentVariableDefinition",
    ];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task These_are_enough_to_install_and_configure()
    {
        await using var environment = await RunningEnvironment.Start();

        var result = await Install(environment, Needed);

        Assert.HasCount(1, result.Changes);
        Assert.AreEqual("1.0.0.0", environment.InstalledVersion);
    }

    [TestMethod]
    [DataRow("prvImportCustomization")]
    [DataRow("prvWriteSolution")]
    [DataRow("prvReadAsyncOperation")]
    [DataRow("prvCreateEnvironmentVariableValue")]
    public async Task Without_one_of_them_that_one_is_named(string privilege)
    {
        await using var environment = await RunningEnvironment.Start();

        var fault = await Assert.ThrowsExactlyAsync<DeployException>(() => Install(environment, [.. Needed.Except([privilege])]));

        Assert.Contains(privilege, fault.Message, StringComparison.OrdinalIgnoreCase);
        Assert.IsFalse(fault.IsInputFault);
    }

    private Task<DeployResult> Install(RunningEnvironment environment, string[] privileges)
    {
        var organization = environment.Organization;
        organization.RegisterRole(new RoleRegistration(Guid.NewGuid(), "Deployment of solutions", privileges));
        var user = organization.FindUser(Guid.Parse(RunningEnvironment.Reader.ClientId), null)!;
        organization.RegisterUser(
            new UserRegistration(user.Value, "Deployer", ["Deployment of solutions"]) { ApplicationId = Guid.Parse(RunningEnvironment.Reader.ClientId) }
        );
        return DeploySolution.RunAsync(
            environment.Options() with
            {
                ClientId = RunningEnvironment.Reader.ClientId,
                ClientSecret = RunningEnvironment.Reader.Secret,
                Managed = true,
                TimeZone = "Europe/Rome",
            },
            TestContext.CancellationToken
        );
    }
}
