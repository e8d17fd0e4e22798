using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_the_privileges_of_a_user_are_asked_for
{
    private const string Function = "Microsoft.Dynamics.CRM.RetrieveUserPrivileges()";

    [TestMethod]
    public async Task Those_of_the_roles_are_told_with_their_depth()
    {
        var dataverse = await RunningDataverse.Shared;
        using var reader = await dataverse.SignIn(RunningDataverse.ReaderClient);

        var privilege = Privileges(await reader.Get($"systemusers({RunningDataverse.ReaderId})/{Function}")).Single();

        var row = (await dataverse.Administrator.Get("privileges?$select=privilegeid&$filter=name eq 'prvReadAccount'")).Rows.Single();
        Assert.AreEqual("prvReadAccount", privilege["PrivilegeName"]!.GetValue<string>());
        Assert.AreEqual("Global", privilege["Depth"]!.GetValue<string>());
        Assert.AreEqual(row["privilegeid"]!.GetValue<Guid>(), privilege["PrivilegeId"]!.GetValue<Guid>());
        Assert.AreEqual(dataverse.Organization.RootBusinessUnitId, privilege["BusinessUnitId"]!.GetValue<Guid>());
    }

    [TestMethod]
    public async Task A_system_administrator_has_all_by_the_platforms_names()
    {
        var dataverse = await RunningDataverse.Shared;

        var names = Privileges(await dataverse.Administrator.Get($"systemusers({RunningDataverse.AdministratorUserId})/{Function}"))
            .Select(privilege => privilege["PrivilegeName"]!.GetValue<string>())
            .ToList();

        CollectionAssert.IsSubsetOf(new[] { "prvReadQuery", "prvReadSavedQueryVisualizations", "prvReadCustomization", "prvReadEntity" }, names);
        Assert.IsFalse(
            names.Exists(name => name.Contains("savedquery", StringComparison.Ordinal) || name.Contains("systemuserroles", StringComparison.Ordinal))
        );
        CollectionAssert.AllItemsAreUnique(names);
    }

    [TestMethod]
    public async Task Those_of_somebody_else_take_the_right_to_read_users()
    {
        var dataverse = await RunningDataverse.Shared;
        using var reader = await dataverse.SignIn(RunningDataverse.ReaderClient);

        (await reader.Get($"systemusers({RunningDataverse.PersonId})/{Function}")).Is(HttpStatusCode.Forbidden);
        (await dataverse.Administrator.Get($"systemusers({Guid.NewGuid()})/{Function}")).Is(HttpStatusCode.NotFound);
    }

    [TestMethod]
    public async Task The_description_has_the_function_and_its_types()
    {
        var dataverse = await RunningDataverse.Shared;

        var description = XDocument.Parse((await dataverse.Administrator.Get("$metadata")).Is(HttpStatusCode.OK).Text);

        var named = description
            .Descendants()
            .Where(element => (string?)element.Attribute("Name") is "RetrieveUserPrivileges" or "RolePrivilege" or "PrivilegeDepth");
        CollectionAssert.AreEquivalent(new[] { "Function", "ComplexType", "EnumType" }, named.Select(element => element.Name.LocalName).ToList());
    }

    private static IEnumerable<JsonObject> Privileges(Answer answer) =>
        answer.Is(HttpStatusCode.OK).Json["RolePrivileges"]!.AsArray().Select(privilege => privilege!.AsObject());
}
