using System.Globalization;
using System.Text.RegularExpressions;

namespace Solution.Tests.Architecture;

/// <summary>The error codes of one part: those its sources use, and those the table in its README lists.</summary>
internal sealed partial class ErrorCodes
{
    /// <param name="folder">Folder of the part, with its README.</param>
    /// <param name="range">First digit of the part's codes; codes of other parts that it reads are not its own.</param>
    public ErrorCodes(string folder, char range)
    {
        var own = (int code) => code / 1000 == range - '0';
        Used = [.. Sources(folder).SelectMany(file => UsedIn(File.ReadAllText(file))).Where(own).Distinct().Order()];
        Listed = [.. File.ReadLines(Path.Combine(folder, "README.md")).SelectMany(ListedIn).Where(own).Distinct().Order()];
    }

    public IReadOnlyList<int> Used { get; }

    public IReadOnlyList<int> Listed { get; }

    public IReadOnlyList<int> Unlisted => [.. Used.Except(Listed)];

    public IReadOnlyList<int> Unused => [.. Listed.Except(Used)];

    private static IEnumerable<string> Sources(string folder) =>
        Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split('/', '\\').Any(part => part is "bin" or "obj" or "artifacts"));

    private static IEnumerable<int> UsedIn(string source) =>
        CodeInSource().Matches(Comment().Replace(source, string.Empty)).Select(match => Number(match.Groups["code"].Value));

    // A cell holds one code, several divided by commas, or the first and last of several; PINV stands before the first or is left out.
    private static IEnumerable<int> ListedIn(string line)
    {
        foreach (
            var cell in line.StartsWith('|') ? line.Split('|').Select(cell => cell.Replace("PINV", string.Empty, StringComparison.Ordinal).Trim(' ', '`')) : []
        )
        {
            if (!Cell().IsMatch(cell))
            {
                continue;
            }

            foreach (var item in cell.Split(','))
            {
                var ends = item.Split('–', '-').Select(Number).ToList();
                for (var code = ends[0]; code <= ends[^1]; code++)
                {
                    yield return code;
                }
            }
        }
    }

    private static int Number(string text) => int.Parse(text.Trim(), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[ \t]*//.*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    // PINV3001 in a text, or the number a plug-in's ErrorCode is made with.
    [GeneratedRegex(@"\bPINV(?<code>\d{4})\b|\bErrorCode\s+\w+\s*=\s*new\(\s*(?<code>\d{4})\b", RegexOptions.CultureInvariant)]
    private static partial Regex CodeInSource();

    [GeneratedRegex(@"^\d{4}(\s*[,–-]\s*\d{4})*$", RegexOptions.CultureInvariant)]
    private static partial Regex Cell();
}
