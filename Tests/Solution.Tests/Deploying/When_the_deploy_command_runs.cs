using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Solution.Deploy;
using Solution.Tests.Importing;

namespace Solution.Tests.Deploying;

[TestClass]
[TestCategory("Process")]
public sealed class When_the_deploy_command_runs
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task It_deploys_and_tells_what_it_did()
    {
        await using var environment = await RunningEnvironment.Start();
        using var folder = new TemporaryFolder();
        var options = environment.Options();

        var (code, output, error) = await Run(
            options.ClientSecret,
            [
                "--url",
                options.Url.ToString(),
                "--token-url",
                options.TokenUrl.ToString(),
                "--client-id",
                options.ClientId,
                "--managed",
                "--time-zone",
                "Eastern Standard Time",
                "--connector-url",
                "https://connector.example",
                "--signing-secret-file",
                folder.File("signing.secret", "signing-secret-of-32-bytes-or-more\n"),
                "--create-actuals",
                "no",
            ]
        );

        Assert.AreEqual(0, code, error);
        Assert.Contains("ProjectInvoiceIntegration 1.0.0.0 is installed.", output);
        Assert.Contains("pinv_CreateActuals = no", output);
        Assert.Contains("pinv_TimeZone = Eastern Standard Time", output);
        Assert.DoesNotContain("signing-secret", output);
        Assert.AreEqual(
            "signing-secret-of-32-bytes-or-more",
            environment.Organization.Steps.Single(step => step.Id == DeploySolution.DeliveryStepId).SecureConfiguration
        );
        Assert.IsTrue(environment.Organization.Rows("solution").Any(row => row.GetAttributeValue<string>("uniquename") == "ProjectInvoiceIntegration"));
    }

    [TestMethod]
    public async Task Wrong_input_ends_with_2_and_a_code()
    {
        var (code, _, error) = await Run("secret", ["--url", "nowhere", "--token-url", "https://login.example", "--client-id", "x"]);

        Assert.AreEqual(2, code);
        Assert.StartsWith($"{DeployErrors.NoAddress.Code}: --url: nowhere is not an address.", error);
        Assert.DoesNotContain("   at ", error);
    }

    [TestMethod]
    public async Task A_missing_option_ends_with_2_and_a_code()
    {
        var (code, _, error) = await Run("secret", ["--url", "https://contoso.crm.dynamics.com"]);

        Assert.AreEqual(2, code);
        Assert.Contains($"{DeployErrors.CommandLine.Code}: command line:", error);
        Assert.Contains("--token-url", error);
    }

    [TestMethod]
    public async Task A_missing_secret_ends_with_2_and_a_code()
    {
        var (code, _, error) = await Run(null, ["--url", "https://contoso.crm.dynamics.com", "--token-url", "https://login.example", "--client-id", "x"]);

        Assert.AreEqual(2, code);
        Assert.StartsWith($"{DeployErrors.SecretMissing.Code}: PINV_CLIENT_SECRET:", error);
    }

    [TestMethod]
    public async Task A_refused_sign_in_ends_with_1_and_a_code()
    {
        await using var environment = await RunningEnvironment.Start();
        var options = environment.Options();

        var (code, _, error) = await Run(
            "wrong",
            ["--url", options.Url.ToString(), "--token-url", options.TokenUrl.ToString(), "--client-id", options.ClientId]
        );

        Assert.AreEqual(1, code);
        Assert.StartsWith($"{DeployErrors.SignInRefused.Code}:", error);
    }

    [TestMethod]
    public async Task Help_ends_with_0()
    {
        var (code, output, _) = await Run(null, ["--help"]);
        var (codeOfInstall, outputOfInstall, _) = await Run(null, ["install", "--help"]);

        Assert.AreEqual(0, code);
        Assert.Contains("uninstall", output);
        Assert.AreEqual(0, codeOfInstall);
        Assert.Contains("--create-actuals", outputOfInstall);
    }

    [TestMethod]
    public async Task Each_command_ends_with_what_it_found()
    {
        await using var environment = await RunningEnvironment.Start();
        using var folder = new TemporaryFolder();
        var settings = folder.File(
            "settings.json",
            """{ "EnvironmentVariables": [{ "SchemaName": "pinv_TimeZone", "Value": "Europe/Rome" }], "ConnectionReferences": [] }"""
        );
        var secret = folder.File("signing.secret", "signing-secret-of-32-bytes-or-more");

        var absent = await Told(environment, "status");
        var dry = await Told(environment, "install", "--managed", "--settings-file", settings, "--dry-run");
        var installed = await Told(environment, "install", "--managed", "--settings-file", settings);
        var status = await Told(environment, "status");
        var same = await Told(environment, "diff", "--managed");
        var set = await Told(environment, "set-secret", "--signing-secret-file", secret);
        environment.ChangeStep(DeploySolution.DeliveryStepId, rank: 99);
        var different = await Told(environment, "diff", "--managed");
        var upgraded = await Told(environment, "upgrade");
        var removed = await Told(environment, "uninstall");

        Is(1, "solution not installed", absent);
        Is(0, "Dry run: nothing was written.", dry);
        Is(0, "Set: pinv_TimeZone = Europe/Rome", installed);
        Is(1, "signing secret not set: run set-secret", status);
        Is(1, "pinv_TimeZone Europe/Rome", status);
        Is(0, "No difference.", same);
        Is(0, "Set: Signing secret of the delivery step", set);
        Is(1, "rank is 99, and", different);
        Is(0, "ProjectInvoiceIntegration 1.0.0.0 is installed already: nothing to upgrade", upgraded);
        Is(0, "Nothing of the solution is installed.", removed);
        Assert.DoesNotContain("signing-secret-of", set.Output);
    }

    [TestMethod]
    public async Task A_settings_file_of_another_solution_ends_with_2()
    {
        await using var environment = await RunningEnvironment.Start();
        using var folder = new TemporaryFolder();
        var settings = folder.File(
            "settings.json",
            """{ "EnvironmentVariables": [{ "SchemaName": "other_Name", "Value": "x" }], "ConnectionReferences": [] }"""
        );

        var refused = await Told(environment, "install", "--settings-file", settings);

        Is(2, $"{DeployErrors.VariableUnknown.Code}: --settings-file: it names the environment variable other_Name", refused);
        Assert.IsNull(environment.InstalledVersion);
    }

    [TestMethod]
    public async Task A_certificate_signs_in_without_a_secret()
    {
        await using var environment = await RunningEnvironment.Start();
        using var folder = new TemporaryFolder();
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=deployment", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        var file = folder.File("client.pem", certificate.ExportCertificatePem() + Environment.NewLine + key.ExportPkcs8PrivateKeyPem());
        var options = environment.Options();

        var (code, _, error) = await Run(
            null,
            ["status", "--url", $"{options.Url}", "--token-url", $"{options.TokenUrl}", "--client-id", options.ClientId, "--certificate-file", file]
        );

        // The authority of these tests knows secrets only; the assertion itself is read in tests of its own.
        Assert.AreEqual(1, code);
        Assert.StartsWith($"{DeployErrors.SignInRefused.Code}:", error);
        Assert.DoesNotContain(DeployErrors.SecretMissing.Code, error);
    }

    [TestMethod]
    public async Task One_that_is_killed_while_it_imports_is_finished_by_the_next()
    {
        var wire = new BreakingWire();
        await using var environment = await RunningEnvironment.Start(null, wire.StandBefore);
        var options = environment.Options();
        wire.BreakAt(write: 1, isBehind: false);
        using var process = Start(options.ClientSecret, Arguments(options, "install", "--managed", "--time-zone", "UTC"));
        wire.Breaking = process.Kill;
        await process.WaitForExitAsync(TestContext.CancellationToken);
        wire.Mend();

        var (code, output, error) = await Run(options.ClientSecret, Arguments(options, "install", "--managed", "--time-zone", "UTC"));

        Assert.AreNotEqual(0, process.ExitCode);
        Assert.AreEqual(0, code, error);
        Assert.Contains("Set: pinv_TimeZone = UTC", output);
        Assert.AreEqual("1.0.0.0", environment.InstalledVersion);
        Assert.HasCount(1, environment.Organization.Rows("solution"));
        Assert.AreEqual(1, environment.Organization.Rows("importjob").Count(job => job.GetAttributeValue<double>("progress") >= 100));
    }

    private static void Is(int code, string part, (int Code, string Output) told)
    {
        Assert.AreEqual(code, told.Code, told.Output);
        Assert.Contains(part, System.Text.RegularExpressions.Regex.Replace(told.Output, " +", " "));
    }

    private async Task<(int Code, string Output)> Told(RunningEnvironment environment, params string[] arguments)
    {
        var options = environment.Options();
        var (code, output, error) = await Run(options.ClientSecret, Arguments(options, arguments));
        return (code, output + error);
    }

    private static string[] Arguments(DeployOptions options, params string[] arguments) =>
        [.. arguments, "--url", $"{options.Url}", "--token-url", $"{options.TokenUrl}", "--client-id", options.ClientId];

    private async Task<(int Code, string Output, string Error)> Run(string? secret, string[] arguments)
    {
        using var process = Start(secret, arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.CancellationToken);
        await process.WaitForExitAsync(TestContext.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    private static Process Start(string? secret, string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(DeploySolution).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Remove("PINV_CLIENT_SECRET");
        if (secret is not null)
        {
            start.Environment["PINV_CLIENT_SECRET"] = secret;
        }

        return Process.Start(start)!;
    }
}
