namespace LocalDataverse.SolutionImport;

/// <summary>What a user needs to import, promote or stage a solution.</summary>
/// <remarks>
/// By the list that the platform documents for the message ImportSolution, of which the privileges on tables that this organization does not model (templates,
/// reports, maps of columns) are left out, and prvImportCustomization, which the platform names in its refusals.
/// </remarks>
internal static class ImportPrivileges
{
    private static readonly string[] Needed =
    [
        "prvImportCustomization",
        "prvCreateCustomization",
        "prvReadCustomization",
        "prvWriteCustomization",
        "prvReadBusinessUnit",
        "prvReadPluginAssembly",
        "prvReadRole",
        "prvReadSdkMessageProcessingStep",
        "prvReadSolution",
        "prvWriteSolution",
        "prvWriteOrganization",
    ];

    internal static void Demand(DataverseOrganization organization, Caller caller)
    {
        // The platform gives both roles everything that an import needs.
        if (caller.UserId == organization.SystemUserId || organization.RolesOf(caller.UserId).Contains("System Customizer"))
        {
            return;
        }

        foreach (var privilege in Needed)
        {
            organization.DemandPrivilege(privilege, caller);
        }
    }
}
