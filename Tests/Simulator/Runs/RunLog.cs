using System.Globalization;
using System.Text.RegularExpressions;

namespace Simulator.Runs;

/// <summary>What happened, a line an event. Ids appear by the order in which they were met, so that two runs of one seed have one log.</summary>
internal sealed partial class RunLog
{
    private readonly Dictionary<string, int> ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> lines = [];

    public IReadOnlyList<string> Lines => lines;

    public void Write(DateTimeOffset now, string text) =>
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyy-MM-dd HH:mm:ss.f} {Known(text)}"));

    private string Known(string text) =>
        Id()
            .Replace(
                text,
                match =>
                {
                    if (!ids.TryGetValue(match.Value, out var number))
                    {
                        ids[match.Value] = number = ids.Count + 1;
                    }

                    return string.Create(CultureInfo.InvariantCulture, $"#{number}");
                }
            );

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
