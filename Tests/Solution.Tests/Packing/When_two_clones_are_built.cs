using System.Diagnostics;
using System.Text;

namespace Solution.Tests.Packing;

/// <summary>The command of the README, in two folders with other names and depths: what one person builds, another can verify.</summary>
[TestClass]
[TestCategory("Process")]
public sealed class When_two_clones_are_built
{
    private static readonly string[] Needed =
    [
        "Plugins",
        "Solution/Errors",
        "Solution/Packer",
        "Solution/Package",
        "Solution/Source",
        "Tests/LocalDataverse/Sdk",
    ];

    [TestMethod]
    public void The_solution_files_have_the_same_bytes_and_no_folder_in_them()
    {
        using var one = new TemporaryFolder();
        using var other = new TemporaryFolder();
        var first = Build(one.Path);
        var second = Build(Path.Combine(other.Path, "deeper", "clone"));

        foreach (var name in new[] { "ProjectInvoiceIntegration.zip", "ProjectInvoiceIntegration_managed.zip" })
        {
            CollectionAssert.AreEqual(File.ReadAllBytes(Path.Combine(first, name)), File.ReadAllBytes(Path.Combine(second, name)), name);
        }

        foreach (var (path, content) in new PackedSolution(Path.Combine(first, "ProjectInvoiceIntegration.zip")).Entries)
        {
            Assert.DoesNotContain(Path.GetFileName(one.Path), Encoding.Latin1.GetString(content), path);
        }
    }

    private static string Build(string folder)
    {
        foreach (
            var file in Directory
                .EnumerateFiles(TestEnvironment.RepositoryRoot)
                .Where(file => Path.GetExtension(file) is ".props" or ".targets" or ".json" or ".config" || Path.GetFileName(file) == ".editorconfig")
        )
        {
            Copy(file, folder);
        }

        foreach (
            var file in Needed
                .SelectMany(part => Directory.EnumerateFiles(Path.Combine(TestEnvironment.RepositoryRoot, part), "*", SearchOption.AllDirectories))
                .Where(IsSource)
        )
        {
            Copy(file, folder);
        }

        Run(folder, "build", "Solution/Package", "-c", "Release", "--nologo", "-v", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false");
        return Path.Combine(folder, "Solution", "Package", "bin", "Release");
    }

    private static bool IsSource(string file) => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules" or "dist");

    private static void Copy(string file, string folder)
    {
        var target = Path.Combine(folder, Path.GetRelativePath(TestEnvironment.RepositoryRoot, file));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(file, target);
    }

    private static void Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, output + error.Result);
    }
}
