using System.Globalization;
using System.Text.RegularExpressions;
using ErrorPages;

namespace Solution.Tests.Architecture;

/// <summary>A code stands in the catalogue of the room that finds the error; everything else refers to it.</summary>
[TestClass]
public sealed partial class When_an_error_code_is_used
{
    private static readonly string Root = TestEnvironment.RepositoryRoot;

    // The connector knows the others over HTTP only, and so their codes by what their contracts say.
    private static readonly string[] WhatOthersSay =
    [
        "Connector/Connector/FinanceSystem/FinanceCodes.cs",
        "Connector/Connector/Dataverse/PluginCodes.cs",
        "Tests/Connector.Tests/Servers/CodesOfOthers.cs",
    ];

    public static IEnumerable<object[]> Parts => Part.All.Select(part => new object[] { part.Folder });

    [TestMethod]
    [DynamicData(nameof(Parts))]
    public void The_page_of_its_part_says_what_its_catalogue_says(string folder)
    {
        var part = Part.All.Single(part => part.Folder == folder);
        var entries = Entries(part);

        Assert.IsNotEmpty(entries);
        Assert.IsEmpty(entries.Where(entry => !part.Owns(entry.Number)));
        Assert.AreEqual(ErrorPage.Of(part, entries), File.ReadAllText(Path.Combine(Root, part.Page)).ReplaceLineEndings("\n"), "Run Tests/ErrorPages.");
    }

    [TestMethod]
    [DynamicData(nameof(Parts))]
    public void It_can_occur(string folder)
    {
        var sources = Sources(folder).Select(File.ReadAllText).ToList();

        var idle = Entries(Part.All.Single(part => part.Folder == folder)).Where(entry => !sources.Exists(source => Names(source, entry)));

        Assert.AreEqual(string.Empty, string.Join(", ", idle.Select(entry => $"{entry.Catalogue}.{entry.Name}")));
    }

    // By its catalogue, or by itself where the catalogue is imported, or in the catalogue beyond its own line.
    private static bool Names(string source, CatalogueEntry entry) =>
        Regex.IsMatch(source, $@"\b{entry.Catalogue}\s*\.{entry.Name}\b")
        || (Regex.IsMatch(source, $@"^using static [\w.]+\.{entry.Catalogue};", RegexOptions.Multiline) && Regex.IsMatch(source, $@"\b{entry.Name}\b"))
        || (Regex.IsMatch(source, $@"\bclass {entry.Catalogue}\b") && Regex.Count(source, $@"(?<!ErrorCode )\b{entry.Name}\b") > 0);

    [TestMethod]
    [DataRow("Plugins")]
    [DataRow("Connector")]
    [DataRow("Solution")]
    [DataRow("Tests")]
    public void It_stands_nowhere_as_a_text(string folder)
    {
        var known = Part.All.SelectMany(Entries).Select(entry => $"\"PINV{entry.Number:0000}\"").ToHashSet(StringComparer.Ordinal);

        var texts = Sources(folder).SelectMany(TextsOf).Where(text => known.Contains(text.Code) && !WhatOthersSay.Contains(text.File));

        Assert.IsEmpty(texts);
    }

    [TestMethod]
    public void What_one_side_knows_of_the_codes_of_another_is_so()
    {
        foreach (var file in WhatOthersSay)
        {
            var codes = TextsOf(Path.Combine(Root, file)).Select(text => int.Parse(text.Code[5..^1], CultureInfo.InvariantCulture)).ToList();

            Assert.IsNotEmpty(codes);
            Assert.IsEmpty(
                codes.Except(
                    Part.All.Where(part => !file.StartsWith(part.Folder + "/", StringComparison.Ordinal)).SelectMany(Entries).Select(entry => entry.Number)
                ),
                file
            );
        }
    }

    private static IEnumerable<(string File, string Code)> TextsOf(string file) =>
        Code().Matches(File.ReadAllText(file)).Select(code => (Path.GetRelativePath(Root, file).Replace('\\', '/'), code.Value));

    private static IReadOnlyList<CatalogueEntry> Entries(Part part) => part.Entries(Root, TestEnvironment.BuildFolder);

    private static IEnumerable<string> Sources(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Root, file).Split('/', '\\').Any(part => part is "bin" or "obj" or "artifacts"));

    // The whole text is a code: a sentence that begins with one is what its reader sees, and is written out where it is compared.
    [GeneratedRegex("\"PINV[0-9]{4}\"", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
