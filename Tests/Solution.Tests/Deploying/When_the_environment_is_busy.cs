using Solution.Deploy;

namespace Solution.Tests.Deploying;

/// <summary>Against an environment written from the documentation of Dataverse and reports of its users, not from our own one.</summary>
[TestClass]
public sealed class When_the_environment_is_busy
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task An_import_is_a_job_that_is_asked_after_until_it_has_ended()
    {
        await using var environment = await ScriptedEnvironment.Start();
        environment.JobStates.Enqueue(new { statecode = 0, statuscode = 0 });
        environment.JobStates.Enqueue(new { statecode = 2, statuscode = 20 });
        environment.JobStates.Enqueue(new { statecode = 2, statuscode = 20 });

        await DeploySolution.RunAsync(environment.Options, TestContext.CancellationToken);

        Assert.AreEqual(4, environment.Requests.Count(request => request == "GET asyncoperations"));
        Assert.Contains("42 %", environment.Lines);
        Assert.IsTrue(environment.Clock.Waits.All(wait => wait <= environment.Options.PollInterval));
    }

    [TestMethod]
    public async Task A_request_too_many_waits_as_long_as_it_is_told()
    {
        await using var environment = await ScriptedEnvironment.Start();
        environment.Once("ImportSolutionAsync", ScriptedAnswer.Error(429, "0x80072322", "Number of requests exceeded the limit of 6000.", retryAfter: 37));
        environment.Once("asyncoperations", ScriptedAnswer.Error(429, "0x80072322", "Number of requests exceeded the limit of 6000.", retryAfter: 41));

        await DeploySolution.RunAsync(environment.Options, TestContext.CancellationToken);

        CollectionAssert.AreEqual(new[] { 37d, 41d }, environment.Clock.Waits.Select(wait => wait.TotalSeconds).ToArray());
    }

    [TestMethod]
    public async Task Another_installation_is_waited_for_until_it_has_ended()
    {
        await using var environment = await ScriptedEnvironment.Start();
        for (var i = 0; i < 8; i++)
        {
            environment.Once("ImportSolutionAsync", ScriptedEnvironment.Locked);
        }

        environment.Once("PublishAllXml", ScriptedEnvironment.Locked);

        await DeploySolution.RunAsync(environment.Options, TestContext.CancellationToken);

        Assert.AreEqual(9, environment.Requests.Count(request => request == "POST ImportSolutionAsync"));
        Assert.AreEqual(2, environment.Requests.Count(request => request == "POST PublishAllXml"));
        Assert.Contains("Another solution is being installed or removed: waiting", environment.Lines);
    }

    [TestMethod]
    public async Task A_job_that_fails_because_of_another_installation_is_begun_again()
    {
        await using var environment = await ScriptedEnvironment.Start();
        environment.JobStates.Enqueue(
            new
            {
                statecode = 3,
                statuscode = 31,
                errorcode = -2147020463,
                message = "Cannot start another [Import] because there is a previous [Import] running at this moment.",
            }
        );

        await DeploySolution.RunAsync(environment.Options, TestContext.CancellationToken);

        Assert.AreEqual(2, environment.Requests.Count(request => request == "POST ImportSolutionAsync"));
    }

    [TestMethod]
    public async Task What_the_other_installation_has_done_is_not_done_twice()
    {
        await using var environment = await ScriptedEnvironment.Start();
        environment.Once("solutions", ScriptedAnswer.Ok(new { value = Array.Empty<object>() }));
        environment.Solutions.Add(Installed("ProjectInvoiceIntegration", "1.0.0.0"));
        environment.Once("ImportSolutionAsync", ScriptedEnvironment.Locked);

        await DeploySolution.RunAsync(environment.Options with { Managed = true }, TestContext.CancellationToken);

        Assert.AreEqual(1, environment.Requests.Count(request => request == "POST ImportSolutionAsync"));
    }

    [TestMethod]
    public async Task An_installation_that_never_ends_is_told()
    {
        await using var environment = await ScriptedEnvironment.Start();
        for (var i = 0; i < 200; i++)
        {
            environment.Once("ImportSolutionAsync", ScriptedEnvironment.Locked);
        }

        await Refused(environment.Options, DeployErrors.Busy.Code);

        Assert.AreEqual(environment.Options.ImportTimeout, new TimeSpan(environment.Clock.Waits.Sum(wait => wait.Ticks)));
    }

    [TestMethod]
    public async Task A_job_that_never_ends_is_told()
    {
        await using var environment = await ScriptedEnvironment.Start();
        for (var i = 0; i < 1000; i++)
        {
            environment.JobStates.Enqueue(new { statecode = 2, statuscode = 20 });
        }

        await Refused(environment.Options, DeployErrors.TookTooLong.Code);
    }

    [TestMethod]
    public async Task A_token_that_has_expired_is_renewed_once_and_the_work_goes_on()
    {
        await using var environment = await ScriptedEnvironment.Start();
        environment.JobStates.Enqueue(new { statecode = 2, statuscode = 20 });
        environment.Once("asyncoperations", new ScriptedAnswer(401, new { }));

        await DeploySolution.RunAsync(environment.Options, TestContext.CancellationToken);

        Assert.AreEqual(2, environment.Tokens);
        Assert.AreEqual(1, environment.Requests.Count(request => request == "POST ImportSolutionAsync"));
    }

    [TestMethod]
    public async Task A_token_that_is_refused_again_ends_it()
    {
        await using var environment = await ScriptedEnvironment.Start();
        environment.Once("solutions", new ScriptedAnswer(401, new { }));
        environment.Once("solutions", new ScriptedAnswer(401, new { }));

        await Refused(environment.Options, DeployErrors.RequestRefused.Code);

        Assert.AreEqual(2, environment.Tokens);
    }

    [TestMethod]
    public async Task A_failed_import_is_told_by_component()
    {
        await using var environment = await ScriptedEnvironment.Start();
        environment.JobStates.Enqueue(
            new
            {
                statecode = 3,
                statuscode = 31,
                errorcode = -2147188706,
                message = "Import failed",
            }
        );
        environment.Log = """
            <?xml version="1.0" encoding="utf-16"?>
            <importexportxml start="0" stop="1" progress="35" processed="true">
              <solutionManifests><solutionManifest languagecode="1033" id="ProjectInvoiceIntegration" LocalizedName="Project Invoice Integration">
                <UniqueName>ProjectInvoiceIntegration</UniqueName>
                <result result="failure" errorcode="0x80048033" errortext="The import of the solution failed." datetimeticks="0" />
                <MissingDependencies><MissingDependency>
                  <Required key="1" type="2" schemaName="msdyn_ordertype" displayName="Type" solution="ProjectServiceCore (4.1)" />
                  <Dependent key="2" type="60" schemaName="invoice main form" displayName="Invoice" />
                </MissingDependency></MissingDependencies>
              </solutionManifest></solutionManifests>
              <entities><entity id="{1}" LocalizedName="Retainer" OriginalName="pinv_Retainer" processed="true">
                <result result="success" errorcode="0" errortext="" />
              </entity></entities>
              <SdkMessageProcessingSteps><SdkMessageProcessingStep id="{c5dc556c}" LocalizedName="Update of invoice" processed="true">
                <result result="failure" errorcode="0x80040203" errortext="The plug-in type was not found." />
              </SdkMessageProcessingStep></SdkMessageProcessingSteps>
            </importexportxml>
            """;

        var fault = await Refused(environment.Options, DeployErrors.ImportRefused.Code);

        Assert.Contains("SdkMessageProcessingStep Update of invoice: The plug-in type was not found (0x80040203)", fault.Message);
        Assert.Contains("invoice main form requires msdyn_ordertype of solution ProjectServiceCore (4.1)", fault.Message);
        Assert.Contains("0x8004801e", fault.Message);
    }

    [TestMethod]
    public async Task A_component_that_failed_in_an_import_that_succeeded_is_told_too()
    {
        await using var environment = await ScriptedEnvironment.Start();
        environment.Log = """
            <importexportxml progress="100"><entities><entity LocalizedName="Invoice">
              <result result="failure" errorcode="0x80044182" errortext="Attribute pinv_x is missing." />
            </entity></entities></importexportxml>
            """;

        var fault = await Refused(environment.Options, DeployErrors.ImportRefused.Code);

        Assert.Contains("entity Invoice: Attribute pinv_x is missing", fault.Message);
    }

    [TestMethod]
    public async Task Warnings_of_the_log_are_shown_and_are_no_failure()
    {
        await using var environment = await ScriptedEnvironment.Start();
        environment.Log = """
            <importexportxml progress="100"><entities><entity LocalizedName="Invoice">
              <result result="warning" errorcode="0x80045042" errortext="Language 1040 is not provisioned." />
            </entity></entities></importexportxml>
            """;

        await DeploySolution.RunAsync(environment.Options, TestContext.CancellationToken);

        Assert.Contains("Warning: entity Invoice: Language 1040 is not provisioned (0x80045042)", environment.Lines);
    }

    [TestMethod]
    public async Task A_promotion_that_fails_tells_that_both_versions_are_installed()
    {
        await using var environment = await ScriptedEnvironment.Start();
        environment.Solutions.Add(Installed("ProjectInvoiceIntegration", "0.9.0.0"));
        environment.JobStates.Enqueue(new { statecode = 3, statuscode = 30 });
        environment.JobStates.Enqueue(
            new
            {
                statecode = 3,
                statuscode = 31,
                errorcode = -2147160035,
                friendlymessage = "Solution dependencies exist, cannot uninstall.",
            }
        );

        var fault = await Assert.ThrowsExactlyAsync<DeployException>(() => UpgradeSolution.RunAsync(environment.Options, TestContext.CancellationToken));

        Assert.AreEqual(DeployErrors.PromotionRefused.Code, fault.Code, fault.Message);
        Assert.Contains("(0x8004f01d): Solution dependencies exist, cannot uninstall. Both versions are installed", fault.Message);
        Assert.IsTrue(environment.Import!["HoldingSolution"]!.GetValue<bool>());
    }

    [TestMethod]
    public async Task A_dry_run_sends_nothing_that_writes()
    {
        await using var environment = await ScriptedEnvironment.Start();

        await DeploySolution.RunAsync(
            environment.Options with
            {
                DryRun = true,
                TimeZone = "UTC",
                SigningSecret = "signing-secret-of-32-bytes-or-more",
            },
            TestContext.CancellationToken
        );

        Assert.IsEmpty(environment.Requests.Where(request => !request.StartsWith("GET ", StringComparison.Ordinal)));
        Assert.Contains(line => line.StartsWith("Would import ProjectInvoiceIntegration 1.0.0.0", StringComparison.Ordinal), environment.Lines);
    }

    private static object Installed(string name, string version) =>
        new
        {
            solutionid = Guid.NewGuid(),
            uniquename = name,
            version,
            ismanaged = true,
        };

    private async Task<DeployException> Refused(DeployOptions options, string code)
    {
        var fault = await Assert.ThrowsExactlyAsync<DeployException>(() => DeploySolution.RunAsync(options, TestContext.CancellationToken));
        Assert.AreEqual(code, fault.Code, fault.Message);
        return fault;
    }
}
