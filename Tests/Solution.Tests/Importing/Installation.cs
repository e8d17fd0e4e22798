using LocalDataverse;
using LocalDataverse.SolutionImport;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace Solution.Tests.Importing;

/// <summary>Organizations with and without the solution; each test works on its own copy.</summary>
internal static class Installation
{
    private static readonly Lazy<DataverseOrganization> Bare = new(() => new DataverseOrganization());

    private static readonly Lazy<DataverseOrganization> WithSolution = new(() =>
    {
        var organization = New();
        organization.Import(SolutionZip.Unmanaged);
        return organization;
    });

    public static DataverseOrganization New() => Bare.Value.Fork();

    public static DataverseOrganization Installed() => WithSolution.Value.Fork();

    public static SolutionImportResult Import(this DataverseOrganization organization, byte[] solution) =>
        SolutionImporter.Import(organization, solution, new Caller(organization.AdministratorId));

    public static IReadOnlyList<Entity> Rows(this DataverseOrganization organization, string table) =>
        [.. organization.CreateService(organization.AdministratorId).RetrieveMultiple(new QueryExpression(table) { ColumnSet = new ColumnSet(true) }).Entities];

    public static IOrganizationService ServiceOf(this DataverseOrganization organization, params string[] roles)
    {
        var user = Guid.NewGuid();
        organization.RegisterUser(new LocalDataverse.Registration.UserRegistration(user, "User of the test", roles));
        return organization.CreateService(user);
    }
}
