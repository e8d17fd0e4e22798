using System.Net;

namespace LocalDataverse.Tests.WebApi;

/// <summary>The function RetrieveTotalRecordCount.</summary>
[TestClass]
public sealed class When_rows_are_counted
{
    [TestMethod]
    [DataRow("RetrieveTotalRecordCount(EntityNames=['account','contact'])")]
    [DataRow("RetrieveTotalRecordCount(EntityNames=@names)?@names=[\"account\",\"contact\"]")]
    [DataRow("RetrieveTotalRecordCount(EntityNames=@p1)?@p1=%5B%22account%22%2C%22contact%22%5D")]
    public async Task The_numbers_stand_beside_the_names(string address)
    {
        await using var dataverse = await RunningDataverse.Start();
        await dataverse.Administrator.Create("accounts", new { name = "first" });
        var gone = await dataverse.Administrator.Create("accounts", new { name = "gone" });
        await dataverse.Administrator.Create("accounts", new { name = "second" });
        (await dataverse.Administrator.Delete($"accounts({gone})")).Is(HttpStatusCode.NoContent);

        var answer = (await dataverse.Administrator.Get(address)).Is(HttpStatusCode.OK);

        Assert.AreEqual(
            """{"Count":2,"IsReadOnly":false,"Keys":["account","contact"],"Values":[2,0]}""",
            answer.Json["EntityRecordCountCollection"]!.ToJsonString()
        );
        Assert.EndsWith("$metadata#Microsoft.Dynamics.CRM.RetrieveTotalRecordCountResponse", answer.Json["@odata.context"]!.GetValue<string>());
    }

    [TestMethod]
    public async Task A_table_that_is_not_there_is_refused()
    {
        var dataverse = await RunningDataverse.Shared;

        (await dataverse.Administrator.Get("RetrieveTotalRecordCount(EntityNames=['nonsense'])")).IsError(HttpStatusCode.BadRequest, "0x80040800");
    }

    [TestMethod]
    public async Task Who_may_not_read_a_table_does_not_learn_its_number()
    {
        var dataverse = await RunningDataverse.Shared;
        using var reader = await dataverse.SignIn(RunningDataverse.ReaderClient);

        (await reader.Get("RetrieveTotalRecordCount(EntityNames=['account'])")).Is(HttpStatusCode.OK);
        (await reader.Get("RetrieveTotalRecordCount(EntityNames=['account','contact'])")).IsError(HttpStatusCode.Forbidden, "0x80040220");
    }
}
