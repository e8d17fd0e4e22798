namespace Solution.Tests.Scripts;

[TestClass]
[TestCategory("Process")]
public sealed class When_the_scripts_are_built
{
    [TestMethod]
    public async Task They_pass_their_checks_and_are_what_the_solution_carries()
    {
        using var folder = new TemporaryFolder();
        var bundle = Path.Combine(folder.Path, "invoicing.js");

        var output = await NodeProject.RunAsync("check", bundle);

        Assert.Contains("fail 0", output);
        Assert.AreEqual(
            await File.ReadAllTextAsync(bundle),
            await File.ReadAllTextAsync(Path.Combine(TestEnvironment.SourceFolder, "WebResources", "pinv_", "scripts", "invoicing.js")),
            "The solution carries an old bundle: run 'npm run build' in Solution/Scripts."
        );
    }
}
