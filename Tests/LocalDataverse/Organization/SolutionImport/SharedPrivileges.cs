namespace LocalDataverse.SolutionImport;

/// <summary>Tables of the platform whose privileges carry another name, or that have none of their own.</summary>
/// <remarks>By the entity privilege tables of the platform's documentation: prvReadProduct holds for object types 1022, 1024, 1055 and 1056.</remarks>
internal static class SharedPrivileges
{
    private static readonly Dictionary<string, string[]> Tables = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Invoice"] = ["invoice", "invoicedetail"],
        ["Order"] = ["salesorder", "salesorderdetail"],
        ["Quote"] = ["quote", "quotedetail"],
        ["Opportunity"] = ["opportunity", "opportunityproduct"],
        ["Product"] = ["product", "pricelevel", "productpricelevel", "uom", "uomschedule"],
        ["User"] = ["systemuser"],
        ["Query"] = ["savedquery"],
        ["SavedQueryVisualizations"] = ["savedqueryvisualization"],
    };

    /// <summary>The tables that a privilege with this name part covers; itself where it is the name of a table.</summary>
    internal static IReadOnlyList<string> TablesOf(string name) => Tables.TryGetValue(name, out var tables) ? tables : [name.ToLowerInvariant()];
}
