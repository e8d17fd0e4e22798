using System.Net;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_a_row_is_patched
{
    [TestMethod]
    public async Task It_is_created_where_it_does_not_exist_and_nothing_forbids_it()
    {
        var dataverse = await RunningDataverse.Shared;
        var id = Guid.NewGuid();

        var answer = await dataverse.Administrator.Patch($"accounts({id})", new { name = "Upserted" });

        answer.Is(HttpStatusCode.NoContent);
        Assert.AreEqual("Upserted", (await dataverse.Administrator.Get($"accounts({id})?$select=name")).Is(HttpStatusCode.OK).Json["name"]!.GetValue<string>());
    }

    [TestMethod]
    public async Task If_Match_star_makes_it_an_update_only()
    {
        var dataverse = await RunningDataverse.Shared;
        var missing = Guid.NewGuid();

        var answer = await dataverse.Administrator.Patch($"accounts({missing})", new { name = "Nobody" }, ("If-Match", "*"));

        answer.IsError(HttpStatusCode.NotFound, "0x80040217");
        (await dataverse.Administrator.Get($"accounts({missing})")).IsError(HttpStatusCode.NotFound, "0x80040217");
    }

    [TestMethod]
    public async Task If_None_Match_star_makes_it_a_create_only()
    {
        var dataverse = await RunningDataverse.Shared;
        var id = await dataverse.Administrator.Create("accounts", new { name = "Exists" });

        var answer = await dataverse.Administrator.Patch($"accounts({id})", new { name = "Changed" }, ("If-None-Match", "*"));

        Assert.AreEqual(HttpStatusCode.PreconditionFailed, answer.Status, answer.Text);
        Assert.AreEqual("Exists", (await dataverse.Administrator.Get($"accounts({id})?$select=name")).Json["name"]!.GetValue<string>());
    }

    [TestMethod]
    public async Task With_its_representation_201_tells_created_and_200_tells_updated()
    {
        var dataverse = await RunningDataverse.Shared;
        var id = Guid.NewGuid();

        var created = await dataverse.Administrator.Patch($"accounts({id})?$select=name", new { name = "First" }, ("Prefer", "return=representation"));
        var updated = await dataverse.Administrator.Patch($"accounts({id})?$select=name", new { name = "Second" }, ("Prefer", "return=representation"));

        Assert.AreEqual("First", created.Is(HttpStatusCode.Created).Json["name"]!.GetValue<string>());
        Assert.AreEqual("Second", updated.Is(HttpStatusCode.OK).Json["name"]!.GetValue<string>());
    }

    [TestMethod]
    public async Task An_etag_that_is_still_right_lets_it_pass_and_an_old_one_is_412()
    {
        var dataverse = await RunningDataverse.Shared;
        var id = await dataverse.Administrator.Create("accounts", new { name = "Versioned" });
        var etag = (await dataverse.Administrator.Get($"accounts({id})?$select=name")).Json["@odata.etag"]!.GetValue<string>();

        (await dataverse.Administrator.Patch($"accounts({id})", new { name = "Second" }, ("If-Match", etag))).Is(HttpStatusCode.NoContent);
        var stale = await dataverse.Administrator.Patch($"accounts({id})", new { name = "Third" }, ("If-Match", etag));

        stale.IsError(HttpStatusCode.PreconditionFailed, "0x80060882");
        Assert.AreEqual("The version of the existing record doesn't match the RowVersion property provided.", stale.ErrorMessage);
        Assert.AreEqual("Second", (await dataverse.Administrator.Get($"accounts({id})?$select=name")).Json["name"]!.GetValue<string>());
    }

    [TestMethod]
    public async Task A_GET_with_the_current_etag_is_304()
    {
        var dataverse = await RunningDataverse.Shared;
        var id = await dataverse.Administrator.Create("accounts", new { name = "Unchanged" });
        var etag = (await dataverse.Administrator.Get($"accounts({id})?$select=name")).Headers["ETag"];

        (await dataverse.Administrator.Get($"accounts({id})?$select=name", ("If-None-Match", etag))).Is(HttpStatusCode.NotModified);
        (await dataverse.Administrator.Patch($"accounts({id})", new { name = "Changed" })).Is(HttpStatusCode.NoContent);
        (await dataverse.Administrator.Get($"accounts({id})?$select=name", ("If-None-Match", etag))).Is(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task A_single_property_can_be_put_read_and_cleared()
    {
        var dataverse = await RunningDataverse.Shared;
        var id = await dataverse.Administrator.Create("accounts", new { name = "Before" });

        (await dataverse.Administrator.Send("PUT", $"accounts({id})/name", new { value = "After" })).Is(HttpStatusCode.NoContent);
        Assert.AreEqual("After", (await dataverse.Administrator.Get($"accounts({id})/name")).Is(HttpStatusCode.OK).Json["value"]!.GetValue<string>());
        Assert.AreEqual("After", (await dataverse.Administrator.Get($"accounts({id})/name/$value")).Is(HttpStatusCode.OK).Text);
        (await dataverse.Administrator.Delete($"accounts({id})/name")).Is(HttpStatusCode.NoContent);
        (await dataverse.Administrator.Get($"accounts({id})/name")).Is(HttpStatusCode.NoContent);
    }

    [TestMethod]
    public async Task A_collection_can_be_neither_patched_nor_deleted()
    {
        var dataverse = await RunningDataverse.Shared;

        (await dataverse.Administrator.Patch("accounts", new { name = "All" })).Is(HttpStatusCode.MethodNotAllowed);
        (await dataverse.Administrator.Delete("accounts")).Is(HttpStatusCode.MethodNotAllowed);
    }
}
