using Solution.Deploy;
using Solution.Tests.Importing;

namespace Solution.Tests.Deploying;

[TestClass]
public sealed class When_a_deployment_fails
{
    // What is wrong with the input is told before anybody is asked.
    private static readonly DeployOptions Nowhere = new()
    {
        Url = new Uri("https://environment.invalid"),
        TokenUrl = new Uri("https://login.invalid/token"),
        ClientId = "client",
        ClientSecret = "secret",
    };

    private static readonly DeployOptions Plain = Nowhere with
    {
        Url = new Uri("http://environment.invalid"),
        TokenUrl = new Uri("http://login.invalid/token"),
    };

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task A_wrong_secret_is_told_without_the_secret()
    {
        await using var environment = await RunningEnvironment.Start();

        var fault = await Refused(environment.Options() with { ClientSecret = "wrong-secret" }, DeployErrors.SignInRefused.Code);

        Assert.DoesNotContain("wrong-secret", fault.ToString());
        Assert.IsFalse(fault.IsInputFault);
    }

    [TestMethod]
    public async Task An_environment_that_does_not_answer_is_told()
    {
        await using var environment = await RunningEnvironment.Start();
        var options = environment.Options();
        await environment.DisposeAsync();

        await Refused(options, DeployErrors.NoAnswer.Code);
    }

    [TestMethod]
    public async Task A_user_who_may_not_import_is_told()
    {
        await using var environment = await RunningEnvironment.Start();

        var fault = await Refused(
            environment.Options() with
            {
                ClientId = RunningEnvironment.Reader.ClientId,
                ClientSecret = RunningEnvironment.Reader.Secret,
            },
            DeployErrors.ImportRefused.Code
        );

        Assert.Contains("prvImportCustomization", fault.Message);
    }

    [TestMethod]
    public async Task A_user_who_may_not_even_look_is_told()
    {
        await using var environment = await RunningEnvironment.Start();
        environment.Organization.RegisterRole(
            new LocalDataverse.Registration.RoleRegistration(
                environment.Organization.Rows("role").Single(row => row.GetAttributeValue<string>("name") == "Solution Reader").Id,
                "Solution Reader",
                []
            )
        );

        await Refused(
            environment.Options() with
            {
                ClientId = RunningEnvironment.Reader.ClientId,
                ClientSecret = RunningEnvironment.Reader.Secret,
            },
            DeployErrors.RequestRefused.Code
        );
    }

    [TestMethod]
    public async Task An_environment_without_the_tables_it_builds_on_is_told()
    {
        await using var environment = await RunningEnvironment.Start(new LocalDataverse.OrganizationOptions { Tables = ["platform"] });

        var fault = await Refused(environment.Options(), DeployErrors.ImportRefused.Code);

        Assert.Contains("Some dependencies are missing", fault.Message);
    }

    [TestMethod]
    public async Task The_other_kind_of_solution_is_refused_before_the_import()
    {
        await using var environment = await RunningEnvironment.Start();
        await DeploySolution.RunAsync(environment.Options(), TestContext.CancellationToken);

        await Refused(environment.Options() with { Managed = true }, DeployErrors.InstalledUnmanaged.Code);
    }

    [TestMethod]
    public async Task A_lower_version_is_refused_before_the_import()
    {
        await using var environment = await RunningEnvironment.Start();
        environment.Organization.Import(SolutionZip.Next().ToBytes());

        await Refused(environment.Options(), DeployErrors.InstalledNewer.Code);
    }

    [TestMethod]
    public async Task A_missing_file_is_told()
    {
        Assert.IsTrue((await Refused(Nowhere with { SolutionFile = "missing.zip" }, DeployErrors.FileUnreadable.Code)).IsInputFault);
    }

    [TestMethod]
    [DataRow("text")]
    [DataRow("")]
    public async Task A_file_that_is_no_solution_is_told(string content)
    {
        using var folder = new TemporaryFolder();

        await Refused(Nowhere with { SolutionFile = folder.File("solution.zip", content) }, DeployErrors.FileWrong.Code);
    }

    [TestMethod]
    public async Task The_managed_file_without_the_option_is_told()
    {
        await Refused(Nowhere with { SolutionFile = TestEnvironment.ManagedZip }, DeployErrors.FileWrong.Code);
    }

    [TestMethod]
    public async Task An_address_without_https_is_refused_unless_it_is_this_machine()
    {
        await Refused(Nowhere with { ConnectorUrl = new Uri("http://connector.example") }, DeployErrors.AddressWithoutTls.Code);
        await Refused(Nowhere with { Url = new Uri("http://contoso.crm.dynamics.com") }, DeployErrors.AddressWithoutTls.Code);
        await Refused(Nowhere with { TokenUrl = new Uri("http://login.example/token") }, DeployErrors.AddressWithoutTls.Code);
        await Refused(Nowhere with { TokenUrl = new Uri("ftp://login.example/token") }, DeployErrors.NoWebAddress.Code);
    }

    [TestMethod]
    public async Task An_address_without_https_is_asked_where_that_is_allowed() =>
        await Refused(Plain with { AllowPlainHttp = true }, DeployErrors.NoAnswer.Code);

    [TestMethod]
    [DataRow("https://connector.example/api/messages")]
    [DataRow("https://connector.example/?tenant=1")]
    [DataRow("https://connector.example/#top")]
    [DataRow("https://user:password@connector.example/")]
    public async Task An_address_of_the_connector_that_is_more_than_a_host_is_refused(string address)
    {
        var fault = await Refused(Nowhere with { ConnectorUrl = new Uri(address) }, DeployErrors.ConnectorPath.Code);

        Assert.IsTrue(fault.IsInputFault);
        Assert.DoesNotContain("password@", fault.Message);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("                                        ")]
    [DataRow("a-secret-of-thirty-one-bytes-xx")]
    [DataRow("äöüäöüäöüäöüäö")]
    public async Task A_signing_secret_that_is_blank_or_short_is_refused_and_not_told(string secret)
    {
        var fault = await Refused(Nowhere with { SigningSecret = secret }, DeployErrors.SigningSecretShort.Code);

        Assert.IsTrue(fault.IsInputFault);
        Assert.IsTrue(string.IsNullOrWhiteSpace(secret) || !fault.ToString().Contains(secret, StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task A_client_secret_that_is_blank_is_refused() => await Refused(Nowhere with { ClientSecret = " " }, DeployErrors.ClientSecretBlank.Code);

    [TestMethod]
    public async Task A_time_zone_that_nobody_knows_is_refused() =>
        await Refused(Nowhere with { TimeZone = "Rome Standard Time" }, DeployErrors.TimeZoneUnknown.Code);

    [TestMethod]
    public async Task A_redirect_of_the_sign_in_is_not_followed()
    {
        await using var other = await RedirectingHost.Start();

        await Refused(Nowhere with { Url = other.Address, TokenUrl = new Uri(other.Address, "token") }, DeployErrors.SignInRefused.Code);

        Assert.AreEqual(1, other.Requests, "the secret went to the other address");
    }

    private async Task<DeployException> Refused(DeployOptions options, string code)
    {
        var fault = await Assert.ThrowsExactlyAsync<DeployException>(() => DeploySolution.RunAsync(options, TestContext.CancellationToken));
        Assert.AreEqual(code, fault.Code, fault.Message);
        return fault;
    }
}
