using System.ComponentModel;
using System.Diagnostics;

namespace Npm;

/// <summary>A folder with a package.json, and what npm has to install there.</summary>
internal sealed class NpmFolder
{
    private readonly string folder;
    private readonly string installedLock;
    private readonly Lazy<Task> installed;

    /// <param name="folder">Where package.json and its lock file stand.</param>
    /// <param name="installedLock">
    /// The lock file that what is installed belongs to. It stands in an obj folder, so that a cleaned repository installs anew.
    /// </param>
    public NpmFolder(string folder, string installedLock)
    {
        (this.folder, this.installedLock) = (folder, installedLock);
        installed = new Lazy<Task>(InstallAsync);
    }

    /// <summary>Runs a script of package.json, and gives what it printed.</summary>
    public async Task<string> RunAsync(string script, params (string Name, string Value)[] environment)
    {
        await installed.Value;
        return await NpmAsync(environment, "run", "--silent", script);
    }

    private async Task InstallAsync()
    {
        var lockFile = await File.ReadAllTextAsync(Path.Combine(folder, "package-lock.json"));
        if (Directory.Exists(Path.Combine(folder, "node_modules")) && File.Exists(installedLock) && await File.ReadAllTextAsync(installedLock) == lockFile)
        {
            return;
        }

        await NpmAsync([], "ci", "--no-audit", "--no-fund");
        await File.WriteAllTextAsync(installedLock, lockFile);
    }

    private async Task<string> NpmAsync((string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("npm", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
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
