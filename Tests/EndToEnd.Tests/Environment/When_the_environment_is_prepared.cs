namespace EndToEnd.Tests.Environment;

[TestClass]
public sealed class When_the_environment_is_prepared
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Its_time_zone_is_that_of_the_company()
    {
        await using var environment = await RunningEnvironment.WithDraftsAsync(TestContext.CancellationToken, "PF-1001");

        Assert.AreEqual("America/New_York", environment.Organization.EnvironmentVariable("pinv_TimeZone"));
    }
}
