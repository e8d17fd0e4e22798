using System.Text.Json;

namespace Solution.Tests.Packing.Shapes;

/// <summary>The shapes of real exports, of the kinds of element that this solution holds.</summary>
internal static class ExportedShapes
{
    private static readonly Lazy<Dictionary<string, KindRule>> Kinds = new(Read);

    /// <summary>What exports never do; each fault once, with the first place where it was found.</summary>
    public static IReadOnlyDictionary<string, string> FaultsOf(PackedSolution solution) =>
        ElementWalk
            .Of(solution)
            .SelectMany(shaped => FaultsOf(shaped).Select(fault => (Fault: $"{shaped.Kind}: {fault}", shaped.Place)))
            .GroupBy(found => found.Fault)
            .ToDictionary(same => same.Key, same => same.First().Place, StringComparer.Ordinal);

    private static IEnumerable<string> FaultsOf(ShapedElement shaped) =>
        Kinds.Value.TryGetValue(shaped.Kind, out var rule)
            ? rule.FaultsOf(shaped.Element)
            : ["the kind was never seen, or does not stand in exported-shapes.json yet"];

    private static Dictionary<string, KindRule> Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Packing", "Shapes", "exported-shapes.json")));
        return file
            .RootElement.GetProperty("kinds")
            .EnumerateObject()
            .ToDictionary(kind => kind.Name, kind => new KindRule(kind.Value), StringComparer.Ordinal);
    }
}
