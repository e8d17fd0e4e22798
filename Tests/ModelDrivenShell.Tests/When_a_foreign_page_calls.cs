using System.Net;

namespace ModelDrivenShell.Tests;

[TestClass]
public sealed class When_a_foreign_page_calls
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("http://elsewhere.example", DisplayName = "from another origin")]
    [DataRow("http://127.0.0.1:1", DisplayName = "from another port")]
    [DataRow(null, DisplayName = "from nowhere")]
    public async Task It_changes_nothing(string? origin)
    {
        await using var shell = await RunningShell.StartAsync(TestContext.CancellationToken);

        using var answer = await shell.PostAsync("/sign-in", new { user = "Manager", language = 1033 }, origin, TestContext.CancellationToken);

        Assert.AreEqual(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.IsFalse(answer.Headers.Contains("Set-Cookie"));
    }

    [TestMethod]
    public async Task A_foreign_name_for_loopback_is_not_served()
    {
        await using var shell = await RunningShell.StartAsync(TestContext.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Host = "elsewhere.example";

        using var answer = await shell.Browser.SendAsync(request, TestContext.CancellationToken);

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [TestMethod]
    public void The_shell_listens_on_loopback_only()
    {
        var options = new ShellOptions
        {
            Url = new Uri("http://shell.example"),
            Dataverse = new Uri("http://127.0.0.1:1"),
            Users = [],
        };

        Assert.ThrowsExactly<ArgumentException>(() => ShellApplication.Build(options));
    }
}
