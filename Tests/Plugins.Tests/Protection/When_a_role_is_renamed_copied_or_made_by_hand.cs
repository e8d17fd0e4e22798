using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Protection;

[TestClass]
internal sealed class When_a_role_is_renamed_copied_or_made_by_hand
{
    private const string DataImport = "Project Invoice Data Import";

    private readonly Site site = Site.New();

    private Guid RoleId => site.All("role").Single(role => (string)role["name"] == DataImport).Id;

    [TestMethod]
    public void A_renamed_one_keeps_working()
    {
        Rename(RoleId, "Daten laden");

        Load(site.Loader);
    }

    [TestMethod]
    public void One_of_that_name_that_somebody_made_opens_nothing()
    {
        Rename(RoleId, "Daten laden");
        var user = UserWith(new RoleRegistration(Guid.NewGuid(), DataImport, ["prvCreatemsdyn_actual", "prvReadmsdyn_actual"]));

        site.Expect(ProtectionErrors.ActualNotCreatable, () => Load(user));
    }

    [TestMethod]
    public void Its_copy_in_another_business_unit_works()
    {
        var user = UserWith(new RoleRegistration(Guid.NewGuid(), "Copy", ["prvCreatemsdyn_actual"]) { RootId = RoleId });

        Load(user);
    }

    private static void Load(IOrganizationService service) => service.Create(new Entity("msdyn_actual") { ["msdyn_description"] = "opening balance" });

    private IOrganizationService UserWith(RoleRegistration role)
    {
        var id = Guid.NewGuid();
        site.Organization.RegisterRole(role);
        site.Organization.RegisterUser(new UserRegistration(id, "Somebody", [role.Name, "Everything"]));
        return site.Organization.CreateService(id);
    }

    private void Rename(Guid role, string name) =>
        site.Organization.CreateService(site.Organization.AdministratorId).Update(new Entity("role", role) { ["name"] = name });
}
