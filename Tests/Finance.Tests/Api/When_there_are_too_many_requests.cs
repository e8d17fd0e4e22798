using System.Globalization;
using Finance.Tests.Support;

namespace Finance.Tests.Api;

[TestClass]
public sealed class When_there_are_too_many_requests
{
    [TestMethod]
    public async Task The_user_is_asked_to_wait_and_others_go_on()
    {
        await using var host = await FinanceHost.StartAsync("--Throttling:RequestsPerMinute=3");
        var reader = await host.AsAsync("Finance.Reader");
        for (var request = 0; request < 3; request++)
        {
            (await host.GetAsync("/api/outbox")).Ok();
        }

        foreach (var path in new[] { "/api/outbox", "/data/ProjInvoices" })
        {
            using var response = await reader.GetAsync(new Uri(path, UriKind.Relative));
            var answer = new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
            answer.Refused(429, "PINV4414");
            StringAssert.Contains(answer.Text, "system experiencing high resource utilization");
            Assert.IsTrue(int.Parse(response.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture) is >= 1 and <= 60);
        }

        (await host.GetAsync("/health", "Finance.Reader")).Ok();
        (await host.GetAsync("/api/outbox", "Finance.Administrator")).Ok();
    }
}
