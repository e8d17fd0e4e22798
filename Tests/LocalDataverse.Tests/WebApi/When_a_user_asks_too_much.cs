using System.Net;
using LocalDataverse.Tests.Organization;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_a_user_asks_too_much
{
    [TestMethod]
    public async Task Too_many_requests_are_429_until_the_window_has_passed()
    {
        var clock = new ManualClock();
        await using var dataverse = await RunningDataverse.Start(new OrganizationOptions { Clock = clock }, "--ServiceProtection:Requests=2");
        (await dataverse.Administrator.Get("WhoAmI()")).Is(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromSeconds(100));
        (await dataverse.Administrator.Get("WhoAmI()")).Is(HttpStatusCode.OK);

        var refused = await dataverse.Administrator.Get("WhoAmI()");

        refused.IsError(HttpStatusCode.TooManyRequests, "0x80072322");
        Assert.AreEqual("Number of requests exceeded the limit of 2 over time window of 300 seconds.", refused.ErrorMessage);
        Assert.AreEqual("200", refused.Headers["Retry-After"]);
        using var other = await dataverse.SignIn(RunningDataverse.PersonClient);
        (await other.Get("WhoAmI()")).Is(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromSeconds(200));
        (await dataverse.Administrator.Get("WhoAmI()")).Is(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task A_batch_counts_as_one_request()
    {
        await using var dataverse = await RunningDataverse.Start(new OrganizationOptions { Clock = new ManualClock() }, "--ServiceProtection:Requests=1");

        var answer = await new Batch().Single("GET", "WhoAmI()").Single("GET", "WhoAmI()").Single("GET", "WhoAmI()").Send(dataverse.Administrator);

        Assert.AreEqual("200,200,200", string.Join(',', answer.Parts));
        (await dataverse.Administrator.Get("WhoAmI()")).Is(HttpStatusCode.TooManyRequests);
    }

    [TestMethod]
    public async Task No_request_at_once_is_refused_with_the_code_of_concurrency()
    {
        await using var dataverse = await RunningDataverse.Start(null, "--ServiceProtection:ConcurrentRequests=0");

        var refused = await dataverse.Administrator.Get("WhoAmI()");

        refused.IsError(HttpStatusCode.TooManyRequests, "0x80072326");
        Assert.IsTrue(refused.Headers.ContainsKey("Retry-After"));
    }

    [TestMethod]
    public async Task Too_much_execution_time_is_refused_with_its_code()
    {
        await using var dataverse = await RunningDataverse.Start(null, "--ServiceProtection:ExecutionTime=00:00:00");
        (await dataverse.Administrator.Get("WhoAmI()")).Is(HttpStatusCode.OK);

        (await dataverse.Administrator.Get("WhoAmI()")).IsError(HttpStatusCode.TooManyRequests, "0x80072321");
    }
}
