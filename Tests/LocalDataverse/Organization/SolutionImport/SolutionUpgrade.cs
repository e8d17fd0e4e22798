using LocalDataverse.Faults;
using LocalDataverse.SolutionImport.Interface;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.SolutionImport;

/// <summary>Message DeleteAndPromote: the solution goes, with what only it holds, and its holding solution takes its name.</summary>
public static class SolutionUpgrade
{
    /// <summary>Promotes in the name of a user, who needs the privileges of an import.</summary>
    /// <returns>Id of the promoted solution.</returns>
    public static Guid Promote(DataverseOrganization organization, string uniqueName, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(organization);
        ArgumentNullException.ThrowIfNull(caller);
        ImportPrivileges.Demand(organization, caller);
        return organization.InTransaction(
            new Caller(organization.SystemUserId),
            service =>
            {
                var installed = new InstalledComponents(organization, service);
                var solution = Find(installed, uniqueName);
                var holding = Find(installed, HoldingSolution.NameOf(uniqueName));
                service.Delete("solution", solution.Id);
                service.Update(new Entity("solution", holding.Id) { ["uniquename"] = uniqueName });
                FormLayers.Rename(service, installed, HoldingSolution.NameOf(uniqueName), uniqueName);
                return holding.Id;
            }
        );
    }

    private static Entity Find(InstalledComponents installed, string uniqueName) =>
        installed.Find("solution", "uniquename", uniqueName)
        ?? throw DataverseFault.Of(ErrorCode.ObjectDoesNotExist, $"Solution with unique name {uniqueName} does not exist.");
}
