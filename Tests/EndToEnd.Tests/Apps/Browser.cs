using Microsoft.Playwright;

namespace EndToEnd.Tests.Apps;

/// <summary>A browser of this machine, without a window; none is downloaded.</summary>
internal sealed class Browser : IAsyncDisposable
{
    // Everything may take its time: the machine may be busy.
    private const float Patience = 120_000;

    // Shared memory is scarce in containers; its tabs then die one after another.
    private static readonly string[] Arguments = ["--no-sandbox", "--disable-dev-shm-usage"];

    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Browser(IPlaywright playwright, IBrowser browser)
    {
        this.playwright = playwright;
        this.browser = browser;
    }

    public static async Task<Browser> StartAsync()
    {
        var program = Programs.FirstOrDefault(File.Exists);
        Assert.IsNotNull(program, "No Chromium was found: install the package chromium.");
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = Arguments });
        return new Browser(playwright, browser);
    }

    /// <summary>A page of somebody who was never here.</summary>
    public async Task<IPage> PageAsync()
    {
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
            }
        );
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
