using Finance.Tests.Support;

namespace Finance.Tests.Work;

[TestClass]
public sealed class When_its_health_is_asked
{
    [TestMethod]
    public async Task It_is_ready_as_long_as_its_database_answers()
    {
        await using var host = await FinanceHost.StartAsync();
        Assert.AreEqual("Healthy", (string?)(await host.GetAsync("/health", string.Empty)).Ok().Json["status"]);
        Assert.AreEqual("Healthy", (string?)(await host.GetAsync("/health/ready", string.Empty)).Ok().Json["status"]);
        await host.Database.SetReachableAsync(false);
        var away = await host.GetAsync("/health/ready", string.Empty);
        Assert.AreEqual(503, away.Status);
        Assert.AreEqual("Unhealthy", (string?)away.Json["status"]);
        Assert.AreEqual("Healthy", (string?)(await host.GetAsync("/health", string.Empty)).Ok().Json["status"], "The process lives.");
        await host.Database.SetReachableAsync(true);
        Assert.AreEqual("Healthy", (string?)(await host.GetAsync("/health/ready", string.Empty)).Ok().Json["status"]);
    }
}
