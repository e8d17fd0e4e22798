using System.Text;
using System.Text.RegularExpressions;
using Solution.Packer.Components;

namespace Solution.Packer.UserInterface;

/// <summary>The functions that a script offers, by their full names: read from the text of a bundle as esbuild writes it (format iife).</summary>
/// <remarks>The packer runs where .NET is and nothing else, so that the script is not executed here; its own tests do that.</remarks>
internal static partial class ScriptFunctions
{
    internal static IReadOnlySet<string> Of(WebResource script)
    {
        var text = Encoding.UTF8.GetString(script.Content);
        var name = Global().Match(text).Groups["name"].Value;
        return (
            from exported in Exported().Match(text).Groups["names"].Value.Split(',')
            let pair = Export().Match(exported)
            where pair.Success
            from member in Members(text, pair.Groups["local"].Value)
            select $"{name}.{pair.Groups["name"].Value}.{member}"
        ).ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Members(string text, string local)
    {
        var start = text.IndexOf($"\n  var {local} = {{", StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf("\n  };", start, StringComparison.Ordinal);
        return end < 0 ? [] : Member().Matches(text[start..end]).Select(member => member.Groups["name"].Value);
    }

    [GeneratedRegex(@"^var (?<name>\w+) = \(\(\) => \{", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Global();

    [GeneratedRegex(@"__export\(index_exports, \{(?<names>[^}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Exported();

    [GeneratedRegex(@"(?<name>\w+): \(\) => (?<local>\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Export();

    [GeneratedRegex(@"^    (?<name>\w+):", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Member();
}
