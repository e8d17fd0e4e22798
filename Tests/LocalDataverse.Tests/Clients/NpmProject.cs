using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace LocalDataverse.Tests.Clients;

/// <summary>The folder of the clients, with what npm has to install there.</summary>
internal static class NpmProject
{
    private static readonly string Folder = Path.Combine(RepositoryRoot, "Tests", "LocalDataverse.Tests", "Clients");

    // What npm has installed belongs to this lock file. It stands in obj, so that a cleaned repository installs anew.
    private static readonly string InstalledLock = Path.Combine(RepositoryRoot, "Tests", "LocalDataverse.Tests", "obj", "clients-package-lock.json");

    public static string RepositoryRoot =>
        typeof(NpmProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>Runs a script of package.json, and gives what it printed.</summary>
    public static async Task<string> Run(string script, params (string Name, string Value)[] environment)
    {
        await Install();
        return await Npm(environment, "run", "--silent", script);
    }

    private static async Task Install()
    {
        var lockFile = await File.ReadAllTextAsync(Path.Combine(Folder, "package-lock.json"));
        if (Directory.Exists(Path.Combine(Folder, "node_modules")) && File.Exists(InstalledLock) && await File.ReadAllTextAsync(InstalledLock) == lockFile)
        {
            return;
        }

        await Npm([], "ci", "--no-audit", "--no-fund");
        await File.WriteAllTextAsync(InstalledLock, lockFile);
    }

    private static async Task<string> Npm((string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("npm", arguments)
        {
            WorkingDirectory = Folder,
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
