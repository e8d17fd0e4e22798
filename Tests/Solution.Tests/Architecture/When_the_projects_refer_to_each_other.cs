namespace Solution.Tests.Architecture;

[TestClass]
public sealed class When_the_projects_refer_to_each_other
{
    private static readonly ProjectFiles Files = new(TestEnvironment.RepositoryRoot);

    [TestMethod]
    public void No_forbidden_arrow_exists() => Assert.IsEmpty(ArrowRules.Forbidden(Files), string.Join(Environment.NewLine, ArrowRules.Forbidden(Files)));

    [TestMethod]
    public void Every_arrow_ends_at_a_project()
    {
        var dangling = Files.Arrows.Where(arrow => !arrow.IsPackage && !Files.Paths.Contains(arrow.To)).ToList();

        Assert.IsEmpty(dangling, string.Join(Environment.NewLine, dangling));
    }

    [TestMethod]
    public void Every_project_stands_in_the_solution_file()
    {
        var solution = File.ReadAllText(Path.Combine(TestEnvironment.RepositoryRoot, "InvoicePlugins.sln")).Replace('\\', '/');

        // Projects that need the genuine packages exist only with a switch.
        var missing = Files
            .Paths.Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal) && !path.Contains("FakeXrmEasy", StringComparison.Ordinal))
            .ToList();

        Assert.IsEmpty(missing, string.Join(Environment.NewLine, missing));
    }

    [TestMethod]
    public void The_stand_in_sdk_and_the_plugins_are_among_them()
    {
        Assert.Contains("Plugins/InvoicePlugins/InvoicePlugins.csproj", Files.Paths);
        Assert.Contains(arrow => arrow.To == "Tests/LocalDataverse/Organization/Organization.csproj", Files.Arrows);
    }
}
