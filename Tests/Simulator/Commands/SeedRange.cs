using System.Globalization;

namespace Simulator.Commands;

/// <summary>Seeds from one to another, both included.</summary>
internal sealed record SeedRange(int First, int Last)
{
    public IEnumerable<int> Seeds => Enumerable.Range(First, Last - First + 1);

    /// <summary>Reads <c>1..100</c> or <c>17</c>.</summary>
    public static SeedRange Parse(string text)
    {
        var ends = text.Split("..");
        return new SeedRange(int.Parse(ends[0], CultureInfo.InvariantCulture), int.Parse(ends[^1], CultureInfo.InvariantCulture));
    }
}
