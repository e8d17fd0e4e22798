using Deque.AxeCore.Playwright;
using LocalEnvironment.SignIn;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Apps;

/// <summary>Somebody before the app, who finds things by what is read and clicked.</summary>
internal sealed class AppPage
{
    private const string App = "pinv_ProjectInvoicing";

    private readonly Uri address;
    private readonly List<string> complaints = [];

    private AppPage(IPage page, Uri address)
    {
        Page = page;
        this.address = address;
        page.Console += (_, message) => complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }

    public ILocator Dialog => Page.GetByRole(AriaRole.Alertdialog);

    public ILocator Notices => Page.Locator(".notifications");

    /// <summary>The commands of the page; lists within it have their own.</summary>
    public ILocator Commands => Page.GetByRole(AriaRole.Toolbar).First;

    /// <summary>What the browser has to complain about: errors of scripts, answers that are refusals.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>A page on which somebody has signed in and chosen the app.</summary>
    public static async Task<AppPage> OpenAsync(Browser browser, Uri address, Persona persona, string language = "English")
    {
        var app = await VisitAsync(browser, address);
        await app.Page.GetByLabel("Language / Taal / Sprache").SelectOptionAsync(language);
        await app.Page.GetByRole(AriaRole.Button, new() { Name = persona.Name, Exact = true }).ClickAsync();
        await app.Page.GetByRole(AriaRole.Heading, new() { Name = "Apps" }).WaitForAsync();
        return app;
    }

    /// <summary>A page before anybody has signed in.</summary>
    public static async Task<AppPage> VisitAsync(Browser browser, Uri address)
    {
        var app = new AppPage(await browser.PageAsync(), address);
        await app.Page.GotoAsync(address.ToString());
        return app;
    }

    public async Task OpenListAsync()
    {
        await Page.GotoAsync($"{address}#/{App}/list/invoice");
        await SettledAsync();
    }

    public async Task OpenInvoiceAsync(Guid invoice)
    {
        await Page.GotoAsync($"{address}#/{App}/record/invoice/{invoice}");
        await SettledAsync();
    }

    /// <summary>Clicks a command once it is offered.</summary>
    public Task ClickAsync(string command) => CommandNamed(command).ClickAsync();

    public ILocator CommandNamed(string command) => Commands.GetByRole(AriaRole.Button, new() { Name = command, Exact = true });

    public Task IsOfferedAsync(string command) => Assertions.Expect(CommandNamed(command)).ToBeVisibleAsync();

    public Task IsNotOfferedAsync(string command) => Assertions.Expect(CommandNamed(command)).ToHaveCountAsync(0);

    public Task AnswerAsync(string label) => Dialog.GetByRole(AriaRole.Button, new() { Name = label, Exact = true }).ClickAsync();

    public Task SaysAsync(ILocator place, string text) => Assertions.Expect(place).ToContainTextAsync(text);

    /// <summary>That nobody is kept from it, as far as axe can tell.</summary>
    public async Task IsAccessibleAsync()
    {
        var violations = (await Page.RunAxe()).Violations;
        Assert.IsEmpty(violations, string.Join('\n', violations.Select(one => $"{one.Id}: {string.Join(' ', one.Nodes.Select(node => node.Html))}")));
    }

    /// <summary>Moves on by the tabulator key until something with this name has the focus.</summary>
    public async Task TabToAsync(string name)
    {
        const int Most = 200;
        for (var step = 0; step < Most; step++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await FocusedAsync() == name)
            {
                return;
            }
        }

        Assert.Fail($"The tabulator key does not lead to {name}.");
    }

    public Task<string> FocusedAsync() => Page.EvaluateAsync<string>("() => document.activeElement?.textContent.trim() ?? ''");

    /// <summary>Waits until the page shows what its address says.</summary>
    public Task SettledAsync() =>
        Page.WaitForFunctionAsync(
            "() => document.querySelector('main#main:not([aria-busy])')?.childElementCount > 0 && !document.querySelector('main[aria-busy]')"
        );
}
