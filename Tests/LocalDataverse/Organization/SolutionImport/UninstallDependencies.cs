using Microsoft.Xrm.Sdk;

namespace LocalDataverse.SolutionImport;

/// <summary>Message RetrieveDependenciesForUninstall: what of others depends on a component that would go with a managed solution.</summary>
public static class UninstallDependencies
{
    /// <summary>Rows of the table dependency, of which the platform keeps none that a client could write.</summary>
    public static EntityCollection Of(DataverseOrganization organization, string uniqueName, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(organization);
        ArgumentNullException.ThrowIfNull(caller);
        organization.DemandPrivilege("prvReadSolution", caller);
        return organization.InTransaction(
            new Caller(organization.SystemUserId),
            service =>
            {
                var installed = new InstalledComponents(organization, service);
                var solution = installed.Find("solution", "uniquename", uniqueName);
                return new EntityCollection([.. (solution is null ? [] : organization.DependentsOn(solution.Id)).Select(Row)]) { EntityName = "dependency" };
            }
        );
    }

    private static Entity Row(Dependent dependent) =>
        new("dependency", StableId.Of($"dependency:{dependent.Type}:{dependent.Id:d}"))
        {
            ["dependentcomponenttype"] = dependent.Type,
            ["dependentcomponentobjectid"] = dependent.Id,
            ["dependencytype"] = PublishedDependency,
        };

    private const int PublishedDependency = 2;
}
