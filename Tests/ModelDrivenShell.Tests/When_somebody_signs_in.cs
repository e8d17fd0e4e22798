using System.Net;
using System.Text.Json;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace ModelDrivenShell.Tests;

[TestClass]
public sealed class When_somebody_signs_in
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Calls_of_the_web_api_carry_that_persons_token_and_no_cookie()
    {
        await using var shell = await RunningShell.StartAsync(TestContext.CancellationToken);
        shell.Dataverse.Given(Request.Create().WithPath("/api/data/v9.2/WhoAmI")).RespondWith(Response.Create().WithBody("""{"UserId":"1"}"""));

        using var signedIn = await shell.SignInAsync("Administrator", TestContext.CancellationToken);
        var answer = await shell.Browser.GetStringAsync("/api/data/v9.2/WhoAmI", TestContext.CancellationToken);

        Assert.AreEqual(HttpStatusCode.NoContent, signedIn.StatusCode);
        Assert.AreEqual("""{"UserId":"1"}""", answer);
        var headers = shell.Dataverse.LogEntries.Single().RequestMessage!.Headers!;
        Assert.AreEqual("Bearer token of the administrator", headers["Authorization"].Single());
        Assert.IsFalse(headers.ContainsKey("Cookie"));
    }

    [TestMethod]
    public async Task The_page_learns_who_it_is_and_never_the_token()
    {
        await using var shell = await RunningShell.StartAsync(TestContext.CancellationToken);
        var before = await shell.Browser.GetStringAsync("/sign-in", TestContext.CancellationToken);

        using var signedIn = await shell.SignInAsync("Manager", TestContext.CancellationToken);
        var after = await shell.Browser.GetStringAsync("/sign-in", TestContext.CancellationToken);

        Assert.AreEqual("""{"users":["Manager","Administrator"],"user":null,"language":1033}""", before);
        Assert.AreEqual("""{"users":["Manager","Administrator"],"user":"Manager","language":1043}""", after);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(value => !value.Contains("1970", StringComparison.Ordinal));
        StringAssert.Contains(cookie, "httponly");
        StringAssert.Contains(cookie, "samesite=strict");
    }

    [TestMethod]
    public async Task Nobody_else_is_let_in()
    {
        await using var shell = await RunningShell.StartAsync(TestContext.CancellationToken);

        using var unknown = await shell.SignInAsync("Somebody", TestContext.CancellationToken);
        using var call = await shell.Browser.GetAsync("/api/data/v9.2/WhoAmI", TestContext.CancellationToken);
        using var script = await shell.Browser.GetAsync("/WebResources/x_/script.js", TestContext.CancellationToken);

        Assert.AreEqual(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.AreEqual(HttpStatusCode.Unauthorized, call.StatusCode);
        Assert.AreEqual(HttpStatusCode.Unauthorized, script.StatusCode);
        Assert.IsEmpty(shell.Dataverse.LogEntries);
    }

    [TestMethod]
    public async Task Signing_out_ends_it()
    {
        await using var shell = await RunningShell.StartAsync(TestContext.CancellationToken);
        using var signedIn = await shell.SignInAsync("Manager", TestContext.CancellationToken);

        using var signedOut = await shell.PostAsync("/sign-out", new { }, shell.OriginOfShell, TestContext.CancellationToken);
        var after = await shell.Browser.GetStringAsync("/sign-in", TestContext.CancellationToken);

        Assert.IsNull(JsonDocument.Parse(after).RootElement.GetProperty("user").GetString());
    }
}
