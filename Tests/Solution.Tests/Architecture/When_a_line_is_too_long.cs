namespace Solution.Tests.Architecture;

[TestClass]
public sealed class When_a_line_is_too_long
{
    private static readonly string Long = new('x', LongLines.Columns + 1);

    [TestMethod]
    public void There_is_none_in_the_code()
    {
        var root = TestEnvironment.RepositoryRoot;
        var files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Where(file => IsWritten(Path.GetRelativePath(root, file))).ToList();

        Assert.IsNotEmpty(files);
        Assert.IsEmpty(files.SelectMany(file => LongLines.In(File.ReadLines(file)).Select(line => $"{Path.GetRelativePath(root, file)}:{line}")));
    }

    [TestMethod]
    public void It_is_found_wherever_it_stands_but_in_quoted_text()
    {
        string[] lines = ["short", Long, "\"\"\"", Long, "\"\"\";", Long, $"\"\"\"{Long}\"\"\"", $"// {Long}", new string('x', LongLines.Columns)];

        CollectionAssert.AreEqual(new[] { 2, 6, 8 }, LongLines.In(lines).ToArray());
    }

    private static bool IsWritten(string path) => !path.Split('/', '\\').Any(part => part is "bin" or "obj" or "artifacts" or "Migrations" or "node_modules");
}
