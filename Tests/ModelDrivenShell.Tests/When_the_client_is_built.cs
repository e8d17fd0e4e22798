using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace ModelDrivenShell.Tests;

[TestClass]
[TestCategory("Process")]
public sealed class When_the_client_is_built
{
    private static readonly string Shell = Path.Combine(
        typeof(When_the_client_is_built)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "RepositoryRoot")
            .Value!,
        "Tests",
        "ModelDrivenShell"
    );

    [TestMethod]
    public async Task It_passes_its_checks_and_is_what_the_host_serves()
    {
        var bundle = Path.Combine(Directory.CreateTempSubdirectory("shell-").FullName, "shell.js");

        await NpmAsync(bundle, "ci", "--no-audit", "--no-fund");
        var output = await NpmAsync(bundle, "run", "--silent", "check");

        Assert.Contains("fail 0", output);
        Assert.AreEqual(
            await File.ReadAllTextAsync(bundle),
            await File.ReadAllTextAsync(Path.Combine(Shell, "Page", "shell.js")),
            "The host serves an old bundle: run 'npm run build' in Tests/ModelDrivenShell/Client."
        );
        Directory.Delete(Path.GetDirectoryName(bundle)!, recursive: true);
    }

    private static async Task<string> NpmAsync(string bundle, params string[] arguments)
    {
        var start = new ProcessStartInfo("npm", arguments)
        {
            WorkingDirectory = Path.Combine(Shell, "Client"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["PINV_BUNDLE"] = bundle;
        using var process = Start(start);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.AreEqual(0, process.ExitCode, $"npm {string.Join(' ', arguments)}\n{output}\n{await error}");
        return output;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new AssertFailedException("npm could not be started: install Node.js 20 or later with npm.", missing);
        }
    }
}
