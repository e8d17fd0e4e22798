using System.Text.Json;
using System.Xml.Linq;

namespace Solution.Tests.Packing.Shapes;

/// <summary>How exports write one kind of element.</summary>
internal sealed class KindRule
{
    private readonly IReadOnlyList<ElementRule> attributes;
    private readonly IReadOnlyList<ElementRule> elements;
    private readonly bool isInAnyOrder;
    private readonly HashSet<string> either;

    public KindRule(JsonElement kind)
    {
        attributes = Rules(kind, "attributes");
        elements = Rules(kind, "elements");
        isInAnyOrder = kind.TryGetProperty("anyOrder", out _);
        either = kind.TryGetProperty("either", out var pairs) ? [.. pairs.EnumerateArray().Select(pair => pair.GetString()!)] : [];
    }

    /// <summary>What exports never do.</summary>
    public IEnumerable<string> FaultsOf(XElement element)
    {
        var own = element
            .Attributes()
            .Where(a => !a.IsNamespaceDeclaration && a.Name.Namespace == XNamespace.None)
            .Select(a => (a.Name.LocalName, (string?)a.Value));
        var children = element.Elements().Select(child => (child.Name.LocalName, child.HasElements ? null : child.Value.Trim())).ToList();
        return Compare("attribute", attributes, own)
            .Concat(Compare("element", elements, children))
            .Concat(isInAnyOrder ? [] : OutOfOrder([.. children.Select(c => c.LocalName).Distinct()]));
    }

    private static IReadOnlyList<ElementRule> Rules(JsonElement kind, string part) =>
        kind.TryGetProperty(part, out var rules) ? [.. rules.EnumerateObject().Select(ElementRule.Read)] : [];

    private static IEnumerable<string> Compare(string what, IReadOnlyList<ElementRule> rules, IEnumerable<(string Name, string? Value)> present)
    {
        var found = present.ToList();
        foreach (var (name, value) in found)
        {
            var rule = rules.FirstOrDefault(r => r.Name == name);
            if (rule is null)
            {
                yield return $"{what} {name} was never seen";
            }
            else if (value is not null && rule.FaultOf(value) is { } fault)
            {
                yield return fault;
            }
        }

        foreach (var missing in rules.Where(r => r.IsAlways && found.All(f => f.Name != r.Name)))
        {
            yield return $"{what} {missing.Name} is missing";
        }
    }

    private IEnumerable<string> OutOfOrder(IReadOnlyList<string> names)
    {
        var places = elements.Select((rule, place) => (rule.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place, StringComparer.Ordinal);
        return from first in Enumerable.Range(0, names.Count)
            from second in Enumerable.Range(first + 1, names.Count - first - 1)
            let pair = (Before: names[first], After: names[second])
            where places.TryGetValue(pair.Before, out var before) && places.TryGetValue(pair.After, out var after) && before > after
            where !either.Contains($"{pair.Before}|{pair.After}") && !either.Contains($"{pair.After}|{pair.Before}")
            select $"{pair.Before} stands before {pair.After}";
    }
}
