using System.Net;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace ModelDrivenShell.Tests;

[TestClass]
public sealed class When_a_page_is_served
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("/", "text/html")]
    [DataRow("/shell.js", "text/javascript")]
    [DataRow("/shell.css", "text/css")]
    public async Task It_is_whole_and_lets_no_other_script_run(string path, string type)
    {
        await using var shell = await RunningShell.StartAsync(TestContext.CancellationToken);

        using var answer = await shell.Browser.GetAsync(path, TestContext.CancellationToken);

        Assert.AreEqual(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.IsGreaterThan(200, (await answer.Content.ReadAsStringAsync(TestContext.CancellationToken)).Length);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        StringAssert.Contains(policy, "default-src 'none'; script-src 'self';");
    }

    [TestMethod]
    public async Task A_web_resource_is_what_the_environment_stores_under_its_name()
    {
        await using var shell = await RunningShell.StartAsync(TestContext.CancellationToken);
        shell
            .Dataverse.Given(Request.Create().WithPath("/api/data/v9.2/webresourceset").WithParam("$filter", "name eq 'x_/dialogs/why.html'"))
            .RespondWith(Response.Create().WithBody("""{"value":[{"content":"PHA+V2h5PzwvcD4=","webresourcetype":1}]}"""));
        shell
            .Dataverse.Given(Request.Create().WithPath("/api/data/v9.2/webresourceset"))
            .AtPriority(2)
            .RespondWith(Response.Create().WithBody("""{"value":[]}"""));
        using var signedIn = await shell.SignInAsync("Manager", TestContext.CancellationToken);

        using var page = await shell.Browser.GetAsync("/WebResources/x_/dialogs/why.html", TestContext.CancellationToken);
        using var missing = await shell.Browser.GetAsync("/WebResources/x_/dialogs/none.html", TestContext.CancellationToken);

        Assert.AreEqual("<p>Why?</p>", await page.Content.ReadAsStringAsync(TestContext.CancellationToken));
        Assert.AreEqual("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.AreEqual(HttpStatusCode.NotFound, missing.StatusCode);
    }
}
