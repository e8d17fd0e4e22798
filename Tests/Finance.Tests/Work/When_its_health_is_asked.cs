using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Work;

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
        await Waiting.UntilAsync(async () =>
            await host.GetAsync("/health/ready", string.Empty) is { Status: 503 } away
            && (string?)away.Json["status"] == "Unhealthy"
            && away.Text.Contains(StorageErrors.Unavailable.Code, StringComparison.Ordinal)
        );
        Assert.AreEqual("Healthy", (string?)(await host.GetAsync("/health", string.Empty)).Ok().Json["status"], "The process lives.");
        await host.Database.SetReachableAsync(true);
        await Waiting.UntilAsync(async () => (await host.GetAsync("/health/ready", string.Empty)).Status == 200);
    }
}
