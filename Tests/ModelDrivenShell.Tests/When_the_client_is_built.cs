using System.Reflection;
using Npm;

namespace ModelDrivenShell.Tests;

[TestClass]
[TestCategory("Process")]
public sealed class When_the_client_is_built
{
    private static readonly string Tests = Path.Combine(
        typeof(When_the_client_is_built)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "RepositoryRoot")
            .Value!,
        "Tests"
    );

    [TestMethod]
    public async Task It_passes_its_checks_and_is_what_the_host_serves()
    {
        var bundle = Path.Combine(Directory.CreateTempSubdirectory("shell-").FullName, "shell.js");
        var client = new NpmFolder(
            Path.Combine(Tests, "ModelDrivenShell", "Client"),
            Path.Combine(Tests, "ModelDrivenShell.Tests", "obj", "client-package-lock.json")
        );

        var output = await client.RunAsync("check", ("PINV_BUNDLE", bundle));

        Assert.Contains("fail 0", output);
        Assert.AreEqual(
            await File.ReadAllTextAsync(bundle),
            await File.ReadAllTextAsync(Path.Combine(Tests, "ModelDrivenShell", "Page", "shell.js")),
            "The host serves an old bundle: run 'npm run build' in Tests/ModelDrivenShell/Client."
        );
        Directory.Delete(Path.GetDirectoryName(bundle)!, recursive: true);
    }
}
