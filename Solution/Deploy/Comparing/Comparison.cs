namespace Solution.Deploy.Comparing;

/// <summary>What an environment has otherwise than a solution file says.</summary>
internal static class Comparison
{
    /// <summary>A sentence for each difference.</summary>
    internal static IReadOnlyList<string> Differences(IReadOnlyList<Component> declared, IReadOnlyList<Component> registered)
    {
        var there = registered.ToDictionary(component => component.Key, StringComparer.Ordinal);
        HashSet<string> wanted = [.. declared.Select(component => component.Key)];
        return
        [
            .. declared.SelectMany(component => there.TryGetValue(component.Key, out var found) ? Changed(component, found) : [$"{component}: not there"]),
            .. registered.Where(component => !wanted.Contains(component.Key)).Select(component => $"{component}: there, and not in the file"),
        ];
    }

    private static IEnumerable<string> Changed(Component declared, Component registered) =>
        declared
            .Values.Where(value => registered.Values[value.Key] != value.Value)
            .Select(value => $"{declared}: {value.Key} is {Shown(registered.Values[value.Key])}, and {Shown(value.Value)} in the file");

    private static string Shown(string value) => value.Length == 0 ? "nothing" : value;
}
