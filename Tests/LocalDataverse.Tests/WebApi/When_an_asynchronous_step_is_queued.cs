using System.Net;
using LocalDataverse.Registration;
using LocalDataverse.Tests.WebApi.Plugins;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_an_asynchronous_step_is_queued
{
    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = true)]
    public async Task The_host_runs_it_after_the_commit()
    {
        await using var dataverse = await RunningDataverse.Start();
        var type = dataverse.Organization.RegisterPluginType(typeof(FollowUpPlugin));
        dataverse.Organization.RegisterStep(
            new StepRegistration(Guid.NewGuid(), type, "Create", "account", PipelineStage.PostOperation, StepMode.Asynchronous)
        );

        await dataverse.Administrator.Create("accounts", new { name = "Anyone" });

        Answer jobs;
        do
        {
            jobs = (await dataverse.Administrator.Get("asyncoperations?$select=statecode,statuscode")).Is(HttpStatusCode.OK);
        } while (jobs.Rows.Any(job => job["statecode"]!.GetValue<int>() != 3));
        Assert.AreEqual(30, jobs.Rows.Single()["statuscode"]!.GetValue<int>());
        Assert.HasCount(1, (await dataverse.Administrator.Get("contacts?$filter=fullname eq 'Follow-up of Anyone'")).Is(HttpStatusCode.OK).Rows);
    }
}
