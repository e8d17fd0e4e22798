using System.Diagnostics;
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

    private async Task<(int Code, string Output, string Error)> Run(string? secret, string[] arguments)
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

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.CancellationToken);
        await process.WaitForExitAsync(TestContext.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
