using System.Globalization;
using Solution.Deploy.Dataverse;

namespace Solution.Deploy.Solutions;

/// <summary>The tables that a solution brought, with their rows.</summary>
internal sealed class OwnTables(DataverseClient client)
{
    private const int Table = 1;
    private const int WithAllItsParts = 0;

    // The platform counts no further.
    private const int MostCounted = 5000;

    /// <summary>A line for each.</summary>
    internal async Task<IReadOnlyList<string>> ReadAsync(IReadOnlyList<Guid> solutions, CancellationToken cancellationToken)
    {
        var any = string.Join(" or ", solutions.Select(solution => $"_solutionid_value eq {solution:D}"));
        var components = await client.ListAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"solutioncomponents?$select=objectid,rootcomponentbehavior&$filter=({any}) and componenttype eq {Table}"
            ),
            cancellationToken
        );
        HashSet<string?> own =
        [
            .. components.Where(row => (int?)row["rootcomponentbehavior"] is null or WithAllItsParts).Select(row => (string?)row["objectid"]),
        ];
        var definitions = await client.ListAsync("EntityDefinitions?$select=LogicalName,EntitySetName,IsCustomEntity", cancellationToken);
        var lines = new List<string>();
        foreach (
            var definition in definitions.Where(d => own.Contains((string?)d["MetadataId"])).OrderBy(d => (string?)d["LogicalName"], StringComparer.Ordinal)
        )
        {
            var rows = (int?)(await client.GetAsync($"{(string?)definition["EntitySetName"]}?$top=1&$count=true", cancellationToken))["@odata.count"] ?? 0;
            var counted = rows >= MostCounted ? $"{MostCounted} rows or more" : string.Create(CultureInfo.InvariantCulture, $"{rows} rows");
            lines.Add($"table {(string?)definition["LogicalName"]} with {counted}");
        }

        return lines;
    }
}
