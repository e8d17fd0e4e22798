using System.Net;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_a_row_is_created
{
    [TestMethod]
    public async Task The_answer_is_204_with_its_address()
    {
        var dataverse = await RunningDataverse.Shared;
        var answer = await dataverse.Administrator.Post("accounts", new { name = "Contoso" });

        answer.Is(HttpStatusCode.NoContent);
        Assert.AreEqual("", answer.Text);
        Assert.AreEqual($"{dataverse.ServiceRoot}accounts({answer.EntityId:d})", answer.Headers["OData-EntityId"]);
        Assert.AreEqual("4.0", answer.Headers["OData-Version"]);
    }

    [TestMethod]
    public async Task The_representation_comes_with_201_and_without_OData_EntityId()
    {
        var dataverse = await RunningDataverse.Shared;
        var answer = await dataverse.Administrator.Post("accounts?$select=name", new { name = "Fabrikam" }, ("Prefer", "return=representation"));

        answer.Is(HttpStatusCode.Created);
        Assert.AreEqual("Fabrikam", answer.Json["name"]!.GetValue<string>());
        Assert.IsNotNull(answer.Json["accountid"]);
        Assert.IsNotNull(answer.Json["@odata.etag"]);
        Assert.IsNull(answer.Json["createdon"]);
        Assert.IsFalse(answer.Headers.ContainsKey("OData-EntityId"));
        Assert.AreEqual("return=representation", answer.Headers["Preference-Applied"]);
    }

    [TestMethod]
    public async Task The_caller_may_give_the_id_and_a_second_row_with_it_is_412()
    {
        var dataverse = await RunningDataverse.Shared;
        var id = Guid.NewGuid();
        Assert.AreEqual(id, await dataverse.Administrator.Create("accounts", new { accountid = id, name = "Given id" }));

        var again = await dataverse.Administrator.Post("accounts", new { accountid = id, name = "Given id" });

        again.IsError(HttpStatusCode.PreconditionFailed, "0x80040237");
    }

    [TestMethod]
    public async Task Values_come_back_as_they_were_sent()
    {
        var dataverse = await RunningDataverse.Shared;
        var id = await dataverse.Administrator.Create(
            "msdyn_actuals",
            new
            {
                msdyn_description = "Eight hours \"quoted\" – ü",
                msdyn_amount = 1600.5m,
                msdyn_quantity = 8.25m,
                msdyn_startdatetime = "2026-11-22T10:00:00+02:00",
            }
        );

        var row = (
            await dataverse.Administrator.Get(
                $"msdyn_actuals({id})?$select=msdyn_description,msdyn_amount,msdyn_quantity,msdyn_startdatetime,msdyn_externaldescription"
            )
        )
            .Is(HttpStatusCode.OK)
            .Json;

        Assert.AreEqual("Eight hours \"quoted\" – ü", row["msdyn_description"]!.GetValue<string>());
        Assert.AreEqual(1600.5m, row["msdyn_amount"]!.GetValue<decimal>());
        Assert.AreEqual(8.25m, row["msdyn_quantity"]!.GetValue<decimal>());
        Assert.AreEqual("2026-11-22T08:00:00Z", row["msdyn_startdatetime"]!.GetValue<string>());
        Assert.IsTrue(row.ContainsKey("msdyn_externaldescription"));
        Assert.IsNull(row["msdyn_externaldescription"]);
        Assert.IsTrue(row.ContainsKey("_transactioncurrencyid_value"), "An amount never comes without its currency.");
    }

    [TestMethod]
    public async Task An_unknown_property_is_refused_by_name()
    {
        var dataverse = await RunningDataverse.Shared;
        var answer = await dataverse.Administrator.Post("accounts", new { name = "x", nonsense = 1 });

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.Status);
        StringAssert.Contains(answer.ErrorMessage, "Invalid property 'nonsense' was found in entity 'Microsoft.Dynamics.CRM.account'.");
    }

    [TestMethod]
    public async Task A_value_of_another_type_is_refused_by_name()
    {
        var dataverse = await RunningDataverse.Shared;
        var answer = await dataverse.Administrator.Post("msdyn_actuals", new { msdyn_amount = "a lot" });

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.Status);
        StringAssert.Contains(answer.ErrorMessage, "msdyn_amount");
    }

    [TestMethod]
    public async Task Text_beyond_the_column_is_refused_with_the_code_of_the_platform()
    {
        var dataverse = await RunningDataverse.Shared;
        var answer = await dataverse.Administrator.Post("accounts", new { name = new string('x', 5000) });

        answer.IsError(HttpStatusCode.BadRequest, "0x80044331");
    }

    [TestMethod]
    public async Task A_body_that_is_no_JSON_is_refused()
    {
        var dataverse = await RunningDataverse.Shared;
        var answer = await dataverse.Administrator.Post("accounts", "{ name:");

        answer.IsError(HttpStatusCode.BadRequest, "0x80060888");
    }

    [TestMethod]
    public async Task Related_rows_in_the_body_are_created_along()
    {
        var dataverse = await RunningDataverse.Shared;
        var id = await dataverse.Administrator.Create(
            "msdyn_actuals",
            new { msdyn_description = "Deep", msdyn_Project = new { msdyn_subject = "Made along" } }
        );

        var row = (await dataverse.Administrator.Get($"msdyn_actuals({id})?$select=msdyn_description&$expand=msdyn_Project($select=msdyn_subject)"))
            .Is(HttpStatusCode.OK)
            .Json;

        Assert.AreEqual("Made along", row["msdyn_Project"]!["msdyn_subject"]!.GetValue<string>());
    }
}
