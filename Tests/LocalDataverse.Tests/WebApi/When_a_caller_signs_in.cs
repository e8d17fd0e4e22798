using System.Net;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_a_caller_signs_in
{
    [TestMethod]
    public async Task Without_a_token_it_is_401()
    {
        var dataverse = await RunningDataverse.Shared;
        using var nobody = WebApiClient.SignedIn(dataverse.ServiceRoot, null);

        var answer = await nobody.Get("WhoAmI()");

        answer.Is(HttpStatusCode.Unauthorized);
        StringAssert.StartsWith(answer.Headers["WWW-Authenticate"], "Bearer");
    }

    [TestMethod]
    public async Task A_token_for_another_resource_or_a_forged_one_is_401()
    {
        var dataverse = await RunningDataverse.Shared;
        using var other = WebApiClient.SignedIn(dataverse.ServiceRoot, await dataverse.TokenForAnotherResource());
        using var forged = WebApiClient.SignedIn(dataverse.ServiceRoot, "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.");

        (await other.Get("WhoAmI()")).Is(HttpStatusCode.Unauthorized);
        (await forged.Get("WhoAmI()")).Is(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task An_application_that_is_no_user_is_403()
    {
        var dataverse = await RunningDataverse.Shared;
        using var stranger = await dataverse.SignIn(RunningDataverse.StrangerClient);

        (await stranger.Get("WhoAmI()")).IsError(HttpStatusCode.Forbidden, "0x80072560");
    }

    [TestMethod]
    public async Task A_person_is_known_by_the_object_id()
    {
        var dataverse = await RunningDataverse.Shared;
        using var person = await dataverse.SignIn(RunningDataverse.PersonClient);

        Assert.AreEqual(RunningDataverse.PersonId, (await person.Get("WhoAmI()")).Is(HttpStatusCode.OK).Json["UserId"]!.GetValue<Guid>());
    }

    [TestMethod]
    public async Task The_roles_decide_and_a_missing_privilege_is_403()
    {
        var dataverse = await RunningDataverse.Shared;
        using var reader = await dataverse.SignIn(RunningDataverse.ReaderClient);

        (await reader.Get("accounts?$top=1")).Is(HttpStatusCode.OK);
        (await reader.Post("accounts", new { name = "x" })).IsError(HttpStatusCode.Forbidden, "0x80040220");
        (await reader.Get("invoices?$top=1")).IsError(HttpStatusCode.Forbidden, "0x80040220");
    }

    [TestMethod]
    public async Task Acting_for_another_user_takes_the_rights_of_both_and_leaves_a_trace()
    {
        var dataverse = await RunningDataverse.Shared;
        using var reader = await dataverse.SignIn(RunningDataverse.ReaderClient);

        var created = (
            await dataverse.Administrator.Post("accounts", new { name = "On behalf" }, ("MSCRMCallerID", RunningDataverse.PersonId.ToString("d")))
        ).Is(HttpStatusCode.NoContent);
        var row = (await dataverse.Administrator.Get($"accounts({created.EntityId})?$select=_createdby_value,_createdonbehalfby_value"))
            .Is(HttpStatusCode.OK)
            .Json;
        Assert.AreEqual(RunningDataverse.PersonId, row["_createdby_value"]!.GetValue<Guid>());
        Assert.AreEqual(RunningDataverse.AdministratorUserId, row["_createdonbehalfby_value"]!.GetValue<Guid>());

        Assert.AreEqual(
            RunningDataverse.PersonId,
            (await dataverse.Administrator.Get("WhoAmI()", ("CallerObjectId", RunningDataverse.PersonClient.ObjectId.ToString("d"))))
                .Is(HttpStatusCode.OK)
                .Json["UserId"]!.GetValue<Guid>()
        );
        (await dataverse.Administrator.Post("accounts", new { name = "x" }, ("MSCRMCallerID", RunningDataverse.ReaderId.ToString("d")))).Is(
            HttpStatusCode.Forbidden
        );
        (await reader.Get("accounts?$top=1", ("MSCRMCallerID", RunningDataverse.PersonId.ToString("d")))).Is(HttpStatusCode.Forbidden);
    }
}
