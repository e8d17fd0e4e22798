using System.Text.RegularExpressions;

namespace Solution.Tests.Architecture;

/// <summary>The pages of this repository: a first page for each part that one reads in ten minutes, and what it points to.</summary>
[TestClass]
public sealed partial class When_a_page_is_read
{
    private const int Columns = 110;

    private static readonly string Root = TestEnvironment.RepositoryRoot;

    private static IEnumerable<string> Pages =>
        Directory
            .EnumerateFiles(Root, "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules"));

    [TestMethod]
    public void What_it_points_to_is_there()
    {
        var broken = Pages.SelectMany(page => Targets(page).Where(target => !Exists(page, target)).Select(target => $"{page}: {target}")).ToList();

        Assert.IsEmpty(broken, string.Join('\n', broken));
    }

    [TestMethod]
    [DataRow("README.md", 140)]
    [DataRow("Plugins/README.md", 120)]
    [DataRow("Solution/README.md", 120)]
    [DataRow("Solution/Scripts/README.md", 120)]
    [DataRow("Connector/Connector/README.md", 120)]
    [DataRow("Connector/Finance/README.md", 120)]
    [DataRow("Connector/ServiceDefaults/README.md", 120)]
    [DataRow("Tests/LocalDataverse/README.md", 120)]
    [DataRow("Tests/LocalEnvironment/README.md", 120)]
    [DataRow("Tests/Benchmarks/README.md", 120)]
    [DataRow(".github/CONTRIBUTING.md", 120)]
    public void The_first_page_of_a_part_is_short_and_its_lines_are(string page, int most)
    {
        var lines = File.ReadAllLines(Path.Combine(Root, page));
        var prose = lines.Where((_, at) => int.IsEvenInteger(lines.Take(at).Count(IsFence))).ToList();

        Assert.IsEmpty(prose.Where(line => line.Length > Columns), $"{page} has lines of more than {Columns} columns");
        Assert.IsLessThanOrEqualTo(most + lines.Count(IsDefinition), lines.Length, $"{page} has more than {most} lines");
    }

    private static bool IsFence(string line) => line.StartsWith("```", StringComparison.Ordinal);

    private static bool IsDefinition(string line) => Definition().IsMatch(line);

    private static IEnumerable<string> Targets(string page)
    {
        var text = File.ReadAllText(Path.Combine(Root, page));
        var defined = Definition()
            .Matches(text)
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["to"].Value, StringComparer.OrdinalIgnoreCase);
        var used = Reference().Matches(text).Select(match => match.Groups["name"].Value).Where(name => !defined.ContainsKey(name)).Select(name => $"[{name}]");
        return Inline().Matches(text).Select(match => match.Groups["to"].Value).Concat(defined.Values).Concat(used);
    }

    private static bool Exists(string page, string target) =>
        target.Contains("://", StringComparison.Ordinal)
        || Path.Exists(Path.Combine(Root, Path.GetDirectoryName(page)!, Uri.UnescapeDataString(target.Split('#')[0])));

    [GeneratedRegex(@"\[[^\]]+\]\((?<to>[^)\s]+)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Inline();

    [GeneratedRegex(@"^\[(?<name>[^\]]+)\]: (?<to>\S+)\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Definition();

    // [text][name] only: a name in brackets alone may be anything.
    [GeneratedRegex(@"\]\[(?<name>[^\]]+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
