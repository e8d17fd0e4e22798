using System.Net;
using LocalDataverse.Registration;
using LocalDataverse.Tests.WebApi;
using LocalDataverse.Tests.WebApi.Plugins;

namespace LocalDataverse.Tests.Durability;

[TestClass]
public sealed class When_a_host_starts_again_on_its_file
{
    private readonly string folder = Directory.CreateTempSubdirectory("localdataverse-storage-").FullName;

    private string Setting => $"--Storage:ConnectionString=Data Source={Path.Combine(folder, "dataverse.db")}";

    [TestCleanup]
    public void Clean() => Directory.Delete(folder, recursive: true);

    [TestMethod]
    public async Task Rows_that_were_written_are_there_and_rows_that_were_deleted_are_not()
    {
        Guid kept;
        await using (var first = await RunningDataverse.Start(null, Setting))
        {
            kept = await first.Administrator.Create("accounts", new { name = "Kept" });
            var gone = await first.Administrator.Create("accounts", new { name = "Gone" });
            (await first.Administrator.Delete($"accounts({gone})")).Is(HttpStatusCode.NoContent);
        }

        await using var second = await RunningDataverse.Start(null, Setting);
        var rows = (await second.Administrator.Get("accounts?$select=name")).Is(HttpStatusCode.OK).Rows;
        Assert.AreEqual(kept.ToString("d"), rows.Single()["accountid"]!.GetValue<string>());
    }

    [TestMethod]
    public async Task A_second_host_on_the_same_file_is_refused_while_the_first_has_it()
    {
        await using var first = await RunningDataverse.Start(null, Setting);
        var refusal = await Assert.ThrowsExactlyAsync<InvalidOperationException>(async () =>
            await RunningDataverse.Start(null, Setting + ";Default Timeout=1")
        );
        StringAssert.Contains(refusal.Message, "end the process that has it", StringComparison.Ordinal);
    }

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = true)]
    public async Task Asynchronous_steps_that_waited_are_run_by_the_plug_in_that_is_in_the_file()
    {
        await using (var first = await RunningDataverse.Start(null, Setting, "--Halt:Before=Job"))
        {
            var (assembly, type) = (Guid.NewGuid(), Guid.NewGuid());
            first.Organization.RegisterAssembly(
                new PluginAssemblyRegistration(
                    assembly,
                    "FollowUp",
                    await File.ReadAllBytesAsync(typeof(FollowUpPlugin).Assembly.Location, TestContext.CancellationToken)
                )
            );
            first.Organization.RegisterPluginType(new PluginTypeRegistration(type, assembly, typeof(FollowUpPlugin).FullName!));
            first.Organization.RegisterStep(
                new StepRegistration(Guid.NewGuid(), type, "Create", "account", PipelineStage.PostOperation, StepMode.Asynchronous)
            );
            await first.Administrator.Create("accounts", new { name = "Anyone" });
            Assert.AreEqual(0, (await first.Administrator.Get("asyncoperations?$select=statecode")).Rows.Single()["statecode"]!.GetValue<int>());
        }

        await using var second = await RunningDataverse.Start(null, Setting);
        Answer jobs;
        do
        {
            jobs = (await second.Administrator.Get("asyncoperations?$select=statecode,statuscode")).Is(HttpStatusCode.OK);
        } while (jobs.Rows.Any(job => job["statecode"]!.GetValue<int>() != 3));
        Assert.AreEqual(30, jobs.Rows.Single()["statuscode"]!.GetValue<int>());
        Assert.HasCount(1, (await second.Administrator.Get("contacts?$filter=fullname eq 'Follow-up of Anyone'")).Is(HttpStatusCode.OK).Rows);
    }

    public TestContext TestContext { get; set; } = null!;
}
