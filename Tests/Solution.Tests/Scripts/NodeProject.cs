using System.ComponentModel;
using System.Diagnostics;

namespace Solution.Tests.Scripts;

/// <summary>The folder of the scripts, with what npm has to install there.</summary>
internal static class NodeProject
{
    private static readonly Lazy<Task> Installed = new(Install);

    public static string Folder { get; } = Path.Combine(TestEnvironment.RepositoryRoot, "Solution", "Scripts");

    // What npm has installed belongs to this lock file. It stands in obj, so that a cleaned repository installs anew.
    private static string InstalledLock { get; } = Path.Combine(TestEnvironment.RepositoryRoot, "Tests", "Solution.Tests", "obj", "scripts-package-lock.json");

    /// <summary>Runs a script of package.json.</summary>
    /// <param name="script">Its name.</param>
    /// <param name="bundle">Where the build writes the bundle; null where it writes none.</param>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(string script, string? bundle = null)
    {
        await Installed.Value;
        return await NpmAsync(bundle, "run", "--silent", script);
    }

    private static async Task Install()
    {
        var lockFile = await File.ReadAllTextAsync(Path.Combine(Folder, "package-lock.json"));
        if (Directory.Exists(Path.Combine(Folder, "node_modules")) && File.Exists(InstalledLock) && await File.ReadAllTextAsync(InstalledLock) == lockFile)
        {
            return;
        }

        await NpmAsync(null, "ci", "--no-audit", "--no-fund");
        await File.WriteAllTextAsync(InstalledLock, lockFile);
    }

    private static async Task<string> NpmAsync(string? bundle, params string[] arguments)
    {
        var start = new ProcessStartInfo("npm", arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (bundle is not null)
        {
            start.Environment["PINV_BUNDLE"] = bundle;
        }

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
