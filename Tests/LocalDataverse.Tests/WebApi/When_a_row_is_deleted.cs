using System.Net;

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
}
