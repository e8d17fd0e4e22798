using Deque.AxeCore.Playwright;
using EndToEnd.Tests.Environment;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Apps;

[TestClass]
[TestCategory("Process")]
public sealed class When_a_project_manager_confirms_an_invoice
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task The_form_asks_first_and_shows_what_came_of_it()
    {
        await using var environment = await RunningEnvironment.WithDraftsAsync(TestContext.CancellationToken, "PF-1001");
        var address = await environment.Hosts.StartShellAsync(TestContext.CancellationToken);
        await using var browser = await Browser.StartAsync();
        var page = await browser.PageAsync();
        var told = new List<string>();
        page.Console += (_, message) => told.Add($"{message.Type} {message.Text} {message.Location}");
        page.PageError += (_, error) => told.Add(error);
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                told.Add($"{response.Status} {response.Url}");
            }
        };

        try
        {
            await ConfirmAsync(page, address);
        }
        catch (Exception failure) when (failure is TimeoutException or PlaywrightException)
        {
            Assert.Fail($"{failure.Message}\n{string.Join('\n', told)}\nThe page shows:\n{await page.InnerTextAsync("body")}");
        }

        Assert.IsEmpty(told, string.Join('\n', told));
    }

    private static async Task ConfirmAsync(IPage page, Uri address)
    {
        await page.GotoAsync(address.ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Project manager" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Project invoicing" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Invoice", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "PF-1001" }).GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm", Exact = true }).ClickAsync();

        var dialog = page.GetByRole(AriaRole.Alertdialog);
        await Assertions.Expect(dialog).ToContainTextAsync("PF-1001");
        var violations = (await page.RunAxe()).Violations;
        Assert.IsEmpty(violations, string.Join('\n', violations.Select(one => $"{one.Id}: {one.Nodes[0].Html}")));

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Revise", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Confirm", Exact = true })).ToHaveCountAsync(0);
    }
}
