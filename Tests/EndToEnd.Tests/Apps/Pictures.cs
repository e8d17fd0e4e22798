using Microsoft.Playwright;

namespace EndToEnd.Tests.Apps;

/// <summary>
/// Pictures of the app for the page on the user interface. With <c>PINV_WRITE_PICTURES=1</c> they are written there; else they are taken all the same, and it
/// is checked that the page names one and that it is there.
/// </summary>
internal static class Pictures
{
    private const string Folder = "Pictures";
    private const int LeastBytes = 5_000;
    private static readonly string Solution = Path.Combine(TestEnvironment.RepositoryRoot, "Solution");

    public static async Task TakeAsync(IPage page, string name)
    {
        var picture = await page.ScreenshotAsync();
        Assert.IsGreaterThan(LeastBytes, picture.Length, $"The picture {name} shows nothing.");
        var file = Path.Combine(Solution, Folder, $"{name}.png");
        if (System.Environment.GetEnvironmentVariable("PINV_WRITE_PICTURES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, picture);
        }

        Assert.IsTrue(File.Exists(file), $"{file} is not there: run the test with PINV_WRITE_PICTURES=1.");
        StringAssert.Contains(await File.ReadAllTextAsync(Path.Combine(Solution, "USER-INTERFACE.md")), $"({Folder}/{name}.png)");
    }
}
