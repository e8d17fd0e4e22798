using System.Net;
using LocalDataverse.Metadata;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_a_row_is_deleted
{
    [TestMethod]
    public async Task It_is_gone_and_a_second_time_is_404()
    {
        var dataverse = await RunningDataverse.Shared;
        var id = await dataverse.Administrator.Create("accounts", new { name = "Short-lived" });

        (await dataverse.Administrator.Delete($"accounts({id})")).Is(HttpStatusCode.NoContent);

        var again = await dataverse.Administrator.Delete($"accounts({id})");
        again.IsError(HttpStatusCode.NotFound, "0x80040217");
        StringAssert.Contains(again.ErrorMessage, $"account With Id = {id:d} Does Not Exist");
    }

    [TestMethod]
    public async Task An_old_etag_is_412_and_the_row_stays()
    {
        var dataverse = await RunningDataverse.Shared;
        var id = await dataverse.Administrator.Create("accounts", new { name = "First" });
        var etag = (await dataverse.Administrator.Get($"accounts({id})?$select=name")).Json["@odata.etag"]!.GetValue<string>();
        await dataverse.Administrator.Patch($"accounts({id})", new { name = "Second" });

        (await dataverse.Administrator.Delete($"accounts({id})", ("If-Match", etag))).IsError(HttpStatusCode.PreconditionFailed, "0x80060882");
        (await dataverse.Administrator.Get($"accounts({id})")).Is(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task A_row_that_others_forbid_to_delete_is_405()
    {
        await using var dataverse = await RunningDataverse.Start();
        dataverse.Organization.AddRelationship(
            new RelationshipMetadata("test_restricted", "msdyn_project", "msdyn_actual", "msdyn_project", DeleteBehavior.Restrict)
        );
        var project = await dataverse.Administrator.Create("msdyn_projects", new { msdyn_subject = "Referred to" });
        await dataverse.Administrator.Create("msdyn_actuals", new Dictionary<string, object> { ["msdyn_Project@odata.bind"] = $"/msdyn_projects({project})" });

        (await dataverse.Administrator.Delete($"msdyn_projects({project})")).IsError(HttpStatusCode.MethodNotAllowed, "0x80040227");
    }
}
