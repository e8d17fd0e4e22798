using Newtonsoft.Json.Linq;

namespace Solution.Deploy.Dataverse;

/// <summary>
/// Looks for the columns by which Project Operations' own logic may mark actuals that are not for finance. No published source names the column, so what is
/// found is told, and whoever knows the environment names it in the connector's map.
/// </summary>
/// <param name="client">The environment.</param>
internal sealed class SkipSyncColumns(DataverseClient client)
{
    private const string Own = "pinv_skipsync";

    // As the documentation words it, and as the map of the 2020 release named it.
    private static readonly string[] Words = ["skipsync", "istransition"];

    /// <summary>Finds them.</summary>
    /// <returns>Logical names of yes-or-no columns of the actuals, other than this product's own.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellationToken) =>
        [
            .. (await client.ListAsync("EntityDefinitions(LogicalName='msdyn_actual')/Attributes?$select=LogicalName,AttributeType", cancellationToken))
                .Where(IsPlausible)
                .Select(Name)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>What is told of them.</summary>
    /// <param name="columns">What was found.</param>
    /// <returns>A sentence.</returns>
    public static string Report(IReadOnlyList<string> columns) =>
        columns.Count == 0
            ? "No skip-sync column of Project Operations was found on msdyn_actual; its reversals are recognized by their connections"
            : $"Possible skip-sync columns of Project Operations on msdyn_actual: {string.Join(", ", columns)}. Name the right one in skipColumns "
                + "of the connector's map of actuals; its reversals are recognized by their connections in any case";

    private static bool IsPlausible(JObject attribute) =>
        (string?)attribute["AttributeType"] == "Boolean"
        && Name(attribute) is var name
        && name != Own
        && Words.Any(word => name.Replace("_", string.Empty, StringComparison.Ordinal).Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string Name(JObject attribute) => (string?)attribute["LogicalName"] ?? string.Empty;
}
