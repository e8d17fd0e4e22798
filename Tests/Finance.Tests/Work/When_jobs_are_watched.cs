using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Work;

[TestClass]
public sealed class When_jobs_are_watched
{
    [TestMethod]
    public async Task An_administrator_sees_them_and_starts_them()
    {
        await using var host = await FinanceHost.StartAsync("--Work:Import=0 0 1 1 *");
        var overview = (await host.GetAsync("/jobs", "Finance.Administrator")).Ok();
        StringAssert.Contains(overview.Text, "Finance jobs");
        var recurring = (await host.GetAsync("/jobs/recurring", "Finance.Administrator")).Ok();
        StringAssert.Contains(recurring.Text, "ImportWork.RunAsync");
        StringAssert.Contains(recurring.Text, "/jobs/recurring/trigger");
        Assert.AreEqual(204, (await TriggerAsync(host, "Finance.Administrator")).Status);
    }

    [TestMethod]
    public async Task A_reader_sees_them_only()
    {
        await using var host = await FinanceHost.StartAsync("--Work:Import=0 0 1 1 *");
        var recurring = (await host.GetAsync("/jobs/recurring", "Finance.Reader")).Ok();
        StringAssert.Contains(recurring.Text, "ImportWork.RunAsync");
        Assert.IsFalse(recurring.Text.Contains("/jobs/recurring/trigger", StringComparison.Ordinal));
        (await TriggerAsync(host, "Finance.Reader")).Refused(403, ApiErrors.RoleMissing);
    }

    [TestMethod]
    public async Task Nobody_else_does()
    {
        await using var host = await FinanceHost.StartAsync();
        foreach (var path in new[] { "/jobs", "/jobs/recurring", "/jobs/stats" })
        {
            (await host.GetAsync(path, string.Empty)).Refused(401, ApiErrors.NotSignedIn);
            (await host.GetAsync(path, "Finance.ReceivablesClerk")).Refused(403, ApiErrors.RoleMissing);
            (await host.GetAsync(path, "Finance.Integration")).Refused(403, ApiErrors.RoleMissing);
        }

        (await host.GetAsync("/jobs/nothing", "Finance.Administrator")).Refused(404, ApiErrors.UnknownAddress);
    }

    [TestMethod]
    public async Task A_button_without_its_form_is_refused()
    {
        await using var host = await FinanceHost.StartAsync("--Work:Import=0 0 1 1 *");
        (await host.SendAsync("Finance.Administrator", HttpMethod.Post, "/jobs/recurring/trigger", null)).Refused(415, ApiErrors.FormOnly);
    }

    private static async Task<Answer> TriggerAsync(FinanceHost host, string role)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["jobs[]"] = "Import" });
        using var response = await (await host.AsAsync(role)).PostAsync(new Uri("/jobs/recurring/trigger", UriKind.Relative), form);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
