using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace LocalDataverse.WebApi.Http;

/// <summary>The <c>Prefer</c> header: what the caller wishes for, and what of it was done.</summary>
internal sealed partial class Preferences
{
    /// <summary>Rows a page never exceeds.</summary>
    public const int LargestPage = 5000;

    private readonly List<string> annotationPatterns = [];

    public bool ReturnRepresentation { get; private init; }

    public int? MaximumPageSize { get; private init; }

    public bool TrackChanges { get; private init; }

    public bool ContinueOnError { get; private init; }

    /// <summary>The header as the answer echoes it; null where nothing was asked for.</summary>
    public string? Applied { get; private init; }

    public bool AnyAnnotations => annotationPatterns.Count > 0;

    public static Preferences Read(StringValues header)
    {
        if (StringValues.IsNullOrEmpty(header))
        {
            return new Preferences();
        }

        string? annotations = null;
        int? pageSize = null;
        bool representation = false,
            track = false,
            carryOn = false;
        List<string> applied = [];
        foreach (Match preference in Preference().Matches(header.ToString()))
        {
            var name = preference.Groups["name"].Value.ToLowerInvariant();
            var value = preference.Groups["value"].Value.Trim('"');
            switch (name)
            {
                case "return" when value == "representation":
                    representation = true;
                    break;
                case "odata.include-annotations":
                    annotations = value;
                    break;
                case "odata.maxpagesize" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0:
                    pageSize = Math.Min(size, LargestPage);
                    break;
                case "odata.track-changes":
                    track = true;
                    break;
                case "odata.continue-on-error":
                    carryOn = value != "false";
                    break;
                default:
                    continue;
            }

            applied.Add(preference.Value.Trim());
        }

        var preferences = new Preferences
        {
            ReturnRepresentation = representation,
            MaximumPageSize = pageSize,
            TrackChanges = track,
            ContinueOnError = carryOn,
            Applied = applied.Count == 0 ? null : string.Join(", ", applied),
        };
        preferences.annotationPatterns.AddRange((annotations ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return preferences;
    }

    /// <summary>Whether an annotation was asked for, by name, by <c>prefix.*</c> or by <c>*</c>; <c>-name</c> takes out again.</summary>
    public bool Wants(string annotation) =>
        annotationPatterns.Exists(pattern => Covers(pattern, annotation))
        && !annotationPatterns.Exists(pattern => pattern.StartsWith('-') && Covers(pattern[1..], annotation));

    private static bool Covers(string pattern, string annotation) =>
        pattern == "*"
        || pattern == annotation
        || (pattern.EndsWith(".*", StringComparison.Ordinal) && annotation.StartsWith(pattern[..^1], StringComparison.Ordinal));

    [GeneratedRegex("""(?<name>[A-Za-z.\-]+)\s*(=\s*(?<value>"[^"]*"|[^,;\s]*))?""")]
    private static partial Regex Preference();
}
