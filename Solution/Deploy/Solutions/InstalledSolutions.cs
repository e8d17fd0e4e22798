using Newtonsoft.Json.Linq;
using Solution.Deploy.Dataverse;

namespace Solution.Deploy.Solutions;

/// <summary>What is installed.</summary>
/// <param name="Own">This solution; null where it is not installed.</param>
/// <param name="Holding">A later version of it that waits to take its place; null where there is none.</param>
/// <param name="OwnLogic">Unique name of the solution that brings Project Operations' own logic; null where there is none.</param>
internal sealed record InstalledSolutions(InstalledSolution? Own, InstalledSolution? Holding, string? OwnLogic)
{
    /// <summary>Name under which the platform keeps a version that is to take the place of the installed one.</summary>
    internal const string HoldingName = SolutionPackage.ExpectedName + "_Upgrade";

    // The solutions that bring the own logic of Project Operations; patches carry a suffix. Named in the product's release notes as msdyn_ProjectServiceCore.
    private static readonly string[] OwnLogicSolutions = ["msdyn_ProjectServiceCore", "msdynce_ProjectServiceCore"];

    /// <summary>Both, where there are two; what waits holds the components of the other as well, and goes first.</summary>
    internal IReadOnlyList<InstalledSolution> All { get; } = [.. new[] { Holding, Own }.OfType<InstalledSolution>()];

    internal static async Task<InstalledSolutions> ReadAsync(DataverseClient client, CancellationToken cancellationToken)
    {
        var rows = await client.ListAsync("solutions?$select=solutionid,uniquename,version,ismanaged", cancellationToken);
        return new InstalledSolutions(
            Find(rows, SolutionPackage.ExpectedName),
            Find(rows, HoldingName),
            rows.Select(row => (string?)row["uniquename"])
                .FirstOrDefault(name => OwnLogicSolutions.Any(own => name?.StartsWith(own, StringComparison.OrdinalIgnoreCase) == true))
        );
    }

    /// <summary>The version that a package would be imported over; refuses the other kind and a lower version.</summary>
    internal Version? DemandReplaceable(SolutionPackage package)
    {
        if (Own is null)
        {
            return null;
        }

        if (Own.Managed != package.Managed)
        {
            throw new DeployException((package.Managed ? DeployErrors.InstalledUnmanaged : DeployErrors.InstalledManaged).For(package.UniqueName));
        }

        return Own.Version <= package.Version
            ? Own.Version
            : throw new DeployException(DeployErrors.InstalledNewer.For(package.UniqueName, Own.Version, package.Version));
    }

    private static InstalledSolution? Find(IEnumerable<JObject> rows, string uniqueName) =>
        rows.FirstOrDefault(row => (string?)row["uniquename"] == uniqueName) is { } found
            ? new InstalledSolution((Guid)found["solutionid"]!, Version.Parse((string)found["version"]!), (bool)found["ismanaged"]!)
            : null;
}
