using System.Text.Json;
using System.Text.RegularExpressions;

namespace Solution.Tests.Architecture;

/// <summary>The page for who operates a host, and the file of settings beside its program, have the same settings with the same defaults.</summary>
[TestClass]
public sealed partial class When_settings_are_looked_up
{
    [TestMethod]
    [DataRow("Connector/Connector")]
    [DataRow("Connector/Finance")]
    public void The_page_and_the_file_say_the_same(string folder)
    {
        var page = Row()
            .Matches(File.ReadAllText(Path.Combine(TestEnvironment.RepositoryRoot, folder, "OPERATING.md")))
            .Where(row => !row.Groups["name"].Value.Contains("NAME", StringComparison.Ordinal))
            .ToDictionary(row => row.Groups["name"].Value, row => row.Groups["default"].Value.Replace("`", "", StringComparison.Ordinal));
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestEnvironment.RepositoryRoot, folder, "appsettings.json")));
        var settings = Values("", file.RootElement).ToDictionary(setting => setting.Name, setting => setting.Value);

        CollectionAssert.AreEquivalent(page.Keys, settings.Keys);
        Assert.IsEmpty(settings.Where(setting => setting.Value is not null && Bytes(page[setting.Key]) != setting.Value).Select(setting => $"{setting}"));
        Assert.IsEmpty(settings.Where(setting => setting.Value is null && Plain().IsMatch(page[setting.Key])).Select(setting => $"{setting}"));
    }

    private static IEnumerable<(string Name, string? Value)> Values(string name, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(part => Values(name.Length == 0 ? part.Name : $"{name}:{part.Name}", part.Value)),
            JsonValueKind.Null => [(name, null)],
            JsonValueKind.True or JsonValueKind.False => [(name, value.GetRawText())],
            _ => [(name, value.ToString())],
        };

    private static string Bytes(string text) =>
        text switch
        {
            "1 MiB" => "1048576",
            "64 MiB" => "67108864",
            "1 GiB" => "1073741824",
            _ => text,
        };

    // A row of a table of settings: the key, with a colon or alone, and its default.
    [GeneratedRegex(
        @"^\| `(?<name>[A-Z]\w+(:\w+)+|DefaultCompany)` \| (?<default>[^|]+?) \|",
        RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Row();

    [GeneratedRegex(@"^([\d:.]+|true|false)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Plain();
}
