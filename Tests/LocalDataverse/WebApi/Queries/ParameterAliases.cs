using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace LocalDataverse.WebApi.Queries;

/// <summary>Puts the values of aliases such as <c>@p</c> where the address uses them.</summary>
internal static partial class ParameterAliases
{
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, StringValues> options) =>
        options.Where(option => option.Key.StartsWith('@')).ToDictionary(option => option.Key, option => option.Value.ToString());

    public static string Substitute(string expression, IReadOnlyDictionary<string, string> aliases) =>
        aliases.Count == 0 ? expression : TextOrAlias().Replace(expression, match => aliases.GetValueOrDefault(match.Value, match.Value));

    /// <summary>A path whose function parameters are aliases of the query.</summary>
    public static string Substitute(string path, string query)
    {
        if (!path.Contains('@', StringComparison.Ordinal) && !path.Contains("%40", StringComparison.Ordinal))
        {
            return path;
        }

        var aliases = Of(QueryHelpers.ParseQuery(query));
        return aliases.Count == 0
            ? path
            : TextOrAlias()
                .Replace(
                    path.Replace("%40", "@", StringComparison.Ordinal),
                    match => aliases.TryGetValue(match.Value, out var value) ? Uri.EscapeDataString(value) : match.Value
                );
    }

    // A text literal is matched as a whole so that an @ inside it stays as it is.
    [GeneratedRegex("'(?:[^']|'')*'|@[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex TextOrAlias();
}
