namespace ProjectInvoice.Finance.Setup;

/// <summary>One pair of a table such as the dimensions of a project, as OData shows it, which knows no free names.</summary>
internal sealed record NamedValue(string Name, string Value)
{
    public static IReadOnlyList<NamedValue> Of(IReadOnlyDictionary<string, string>? table) =>
        [.. (table ?? new Dictionary<string, string>()).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new NamedValue(pair.Key, pair.Value))];
}
