using Newtonsoft.Json.Linq;
using Solution.Deploy.Dataverse;

namespace Solution.Deploy.Solutions;

/// <summary>What of others depends on components of the solution.</summary>
/// <remarks>https://learn.microsoft.com/power-apps/developer/data-platform/dependency-tracking-solution-components</remarks>
internal sealed class Dependents(DataverseClient client)
{
    private const int Step = 92;

    /// <summary>Their names where they have one that can be read, and else type and id.</summary>
    internal async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        var names = new List<string>();
        foreach (
            var row in await client.ListAsync(
                $"RetrieveDependenciesForUninstall(SolutionUniqueName=@name)?@name='{SolutionPackage.ExpectedName}'",
                cancellationToken
            )
        )
        {
            names.Add(await NameAsync(row, cancellationToken));
        }

        return names;
    }

    private async Task<string> NameAsync(JObject dependency, CancellationToken cancellationToken)
    {
        var (type, id) = ((int?)dependency["dependentcomponenttype"], (string?)dependency["dependentcomponentobjectid"]);
        if (type != Step)
        {
            return $"component {id} of type {type}";
        }

        var steps = await client.ListAsync($"sdkmessageprocessingsteps?$select=name&$filter=sdkmessageprocessingstepid eq {id}", cancellationToken);
        return $"step {(steps.Count > 0 ? (string?)steps[0]["name"] : id)}";
    }
}
