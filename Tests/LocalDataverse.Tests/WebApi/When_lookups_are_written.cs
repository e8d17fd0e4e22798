using System.Net;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_lookups_are_written
{
    [TestMethod]
    public async Task A_bind_by_id_sets_it_and_null_clears_it()
    {
        var dataverse = await RunningDataverse.Shared;
        var project = await dataverse.Administrator.Create("msdyn_projects", new { msdyn_subject = "Bound" });
        var id = await dataverse.Administrator.Create(
            "msdyn_actuals",
            new Dictionary<string, object?> { ["msdyn_description"] = "x", ["msdyn_Project@odata.bind"] = $"/msdyn_projects({project})" }
        );
        Assert.AreEqual(
            project,
            (await dataverse.Administrator.Get($"msdyn_actuals({id})?$select=_msdyn_project_value")).Json["_msdyn_project_value"]!.GetValue<Guid>()
        );

        (await dataverse.Administrator.Patch($"msdyn_actuals({id})", new Dictionary<string, object?> { ["msdyn_Project@odata.bind"] = null })).Is(
            HttpStatusCode.NoContent
        );

        Assert.IsNull(
            (await dataverse.Administrator.Get($"msdyn_actuals({id})?$select=_msdyn_project_value")).Is(HttpStatusCode.OK).Json["_msdyn_project_value"]
        );
    }

    [TestMethod]
    public async Task A_bind_may_be_an_absolute_address()
    {
        var dataverse = await RunningDataverse.Shared;
        var project = await dataverse.Administrator.Create("msdyn_projects", new { msdyn_subject = "Absolute" });

        var id = await dataverse.Administrator.Create(
            "msdyn_actuals",
            new Dictionary<string, object?> { ["msdyn_Project@odata.bind"] = $"{dataverse.ServiceRoot}msdyn_projects({project})" }
        );

        Assert.AreEqual(
            "Absolute",
            (await dataverse.Administrator.Get($"msdyn_actuals({id})/msdyn_Project?$select=msdyn_subject")).Is(HttpStatusCode.OK).Json[
                "msdyn_subject"
            ]!.GetValue<string>()
        );
    }

    [TestMethod]
    public async Task A_polymorphic_lookup_is_bound_under_the_name_of_its_target()
    {
        var dataverse = await RunningDataverse.Shared;
        var contact = await dataverse.Administrator.Create("contacts", new { lastname = "A person" });
        var id = await dataverse.Administrator.Create(
            "invoices",
            new Dictionary<string, object?> { ["name"] = "To a person", ["customerid_contact@odata.bind"] = $"/contacts({contact})" }
        );

        var row = (await dataverse.Administrator.Get($"invoices({id})?$select=_customerid_value", ("Prefer", "odata.include-annotations=\"*\"")))
            .Is(HttpStatusCode.OK)
            .Json;

        Assert.AreEqual(contact, row["_customerid_value"]!.GetValue<Guid>());
        Assert.AreEqual("contact", row["_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname"]!.GetValue<string>());
        Assert.AreEqual("customerid_contact", row["_customerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty"]!.GetValue<string>());
        Assert.AreEqual("A person", row["_customerid_value@OData.Community.Display.V1.FormattedValue"]!.GetValue<string>());
    }

    [TestMethod]
    public async Task The_wrong_case_is_refused_and_the_right_one_named()
    {
        var dataverse = await RunningDataverse.Shared;
        var answer = await dataverse.Administrator.Post(
            "msdyn_actuals",
            new Dictionary<string, object?> { ["msdyn_project@odata.bind"] = $"/msdyn_projects({Guid.NewGuid()})" }
        );

        answer.IsError(HttpStatusCode.BadRequest, "0x80060888");
        StringAssert.Contains(answer.ErrorMessage, "msdyn_Project");
    }

    [TestMethod]
    public async Task The_value_property_is_read_only()
    {
        var dataverse = await RunningDataverse.Shared;
        var answer = await dataverse.Administrator.Post("msdyn_actuals", new Dictionary<string, object?> { ["_msdyn_project_value"] = Guid.NewGuid() });

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.Status);
    }

    [TestMethod]
    public async Task A_bind_to_a_row_that_is_not_there_is_404()
    {
        var dataverse = await RunningDataverse.Shared;
        var answer = await dataverse.Administrator.Post(
            "msdyn_actuals",
            new Dictionary<string, object?> { ["msdyn_Project@odata.bind"] = $"/msdyn_projects({Guid.NewGuid()})" }
        );

        answer.IsError(HttpStatusCode.NotFound, "0x80040217");
    }

    [TestMethod]
    public async Task A_reference_can_be_put_read_and_taken_away()
    {
        var dataverse = await RunningDataverse.Shared;
        var project = await dataverse.Administrator.Create("msdyn_projects", new { msdyn_subject = "Referred to" });
        var id = await dataverse.Administrator.Create("msdyn_actuals", new { msdyn_description = "x" });
        var address = $"{dataverse.ServiceRoot}msdyn_projects({project})";

        (await dataverse.Administrator.Send("PUT", $"msdyn_actuals({id})/msdyn_Project/$ref", new Dictionary<string, string> { ["@odata.id"] = address })).Is(
            HttpStatusCode.NoContent
        );
        Assert.AreEqual(
            address,
            (await dataverse.Administrator.Get($"msdyn_actuals({id})/msdyn_Project/$ref")).Is(HttpStatusCode.OK).Json["@odata.id"]!.GetValue<string>()
        );
        (await dataverse.Administrator.Delete($"msdyn_actuals({id})/msdyn_Project/$ref")).Is(HttpStatusCode.NoContent);
        (await dataverse.Administrator.Get($"msdyn_actuals({id})/msdyn_Project")).Is(HttpStatusCode.NoContent);
    }

    [TestMethod]
    public async Task A_role_is_given_and_taken_through_the_collection()
    {
        var dataverse = await RunningDataverse.Shared;
        var role = (await dataverse.Administrator.Get("roles?$select=roleid&$filter=name eq 'Account Reader'")).Is(HttpStatusCode.OK).Rows.Single()[
            "roleid"
        ]!.GetValue<Guid>();
        var unit = (await dataverse.Administrator.Get("businessunits?$select=businessunitid&$filter=_parentbusinessunitid_value eq null"))
            .Is(HttpStatusCode.OK)
            .Rows[0]["businessunitid"]!.GetValue<Guid>();
        var user = await dataverse.Administrator.Create(
            "systemusers",
            new Dictionary<string, object?>
            {
                ["lastname"] = "Newcomer",
                ["applicationid"] = Guid.NewGuid(),
                ["businessunitid@odata.bind"] = $"/businessunits({unit})",
            }
        );
        var address = $"{dataverse.ServiceRoot}roles({role})";

        (
            await dataverse.Administrator.Post(
                $"systemusers({user})/systemuserroles_association/$ref",
                new Dictionary<string, string> { ["@odata.id"] = address }
            )
        ).Is(HttpStatusCode.NoContent);
        Assert.HasCount(1, (await dataverse.Administrator.Get($"systemusers({user})/systemuserroles_association?$select=name")).Is(HttpStatusCode.OK).Rows);
        (await dataverse.Administrator.Delete($"systemusers({user})/systemuserroles_association({role})/$ref")).Is(HttpStatusCode.NoContent);
        Assert.HasCount(0, (await dataverse.Administrator.Get($"systemusers({user})/systemuserroles_association?$select=name")).Is(HttpStatusCode.OK).Rows);
    }
}
