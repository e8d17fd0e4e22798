using System.Net;
using LocalDataverse.Metadata;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_a_row_is_addressed_by_an_alternate_key
{
    private static RunningDataverse dataverse = null!;

    [ClassInitialize]
    public static async Task Declare(TestContext _)
    {
        dataverse = await RunningDataverse.Start();
        dataverse.Organization.AddKey("account", new AlternateKey("number_key", "Number", ["accountnumber"]));
        dataverse.Organization.AddKey("msdyn_actual", new AlternateKey("project_key", "Project and description", ["msdyn_project", "msdyn_description"]));
    }

    [ClassCleanup]
    public static async Task Stop() => await dataverse.DisposeAsync();

    [TestMethod]
    public async Task It_is_found_changed_and_deleted()
    {
        await dataverse.Administrator.Create("accounts", new { name = "By key", accountnumber = "K-1" });

        Assert.AreEqual(
            "By key",
            (await dataverse.Administrator.Get("accounts(accountnumber='K-1')?$select=name")).Is(HttpStatusCode.OK).Json["name"]!.GetValue<string>()
        );
        (await dataverse.Administrator.Patch("accounts(accountnumber='K-1')", new { name = "Changed" }, ("If-Match", "*"))).Is(HttpStatusCode.NoContent);
        Assert.AreEqual("Changed", (await dataverse.Administrator.Get("accounts(accountnumber='K-1')?$select=name")).Json["name"]!.GetValue<string>());
        (await dataverse.Administrator.Delete("accounts(accountnumber='K-1')")).Is(HttpStatusCode.NoContent);
        (await dataverse.Administrator.Get("accounts(accountnumber='K-1')")).IsError(HttpStatusCode.NotFound, "0x80060891");
    }

    [TestMethod]
    public async Task A_patch_creates_it_with_the_values_of_the_key()
    {
        var created = (await dataverse.Administrator.Patch("accounts(accountnumber='K-2')", new { name = "Made by key" })).Is(HttpStatusCode.NoContent);

        var row = (await dataverse.Administrator.Get($"accounts({created.EntityId})?$select=name,accountnumber")).Is(HttpStatusCode.OK).Json;
        Assert.AreEqual("K-2", row["accountnumber"]!.GetValue<string>());
    }

    [TestMethod]
    public async Task Several_columns_with_a_lookup_make_a_key()
    {
        var project = await dataverse.Administrator.Create("msdyn_projects", new { msdyn_subject = "Key part" });
        (await dataverse.Administrator.Patch($"msdyn_actuals(_msdyn_project_value={project},msdyn_description='Key')", new { msdyn_amount = 1 })).Is(
            HttpStatusCode.NoContent
        );
        (await dataverse.Administrator.Patch($"msdyn_actuals(_msdyn_project_value={project},msdyn_description='Key')", new { msdyn_amount = 2 })).Is(
            HttpStatusCode.NoContent
        );

        var rows = (await dataverse.Administrator.Get($"msdyn_actuals?$select=msdyn_amount&$filter=_msdyn_project_value eq {project}"))
            .Is(HttpStatusCode.OK)
            .Rows;

        Assert.AreEqual(2m, rows.Single()["msdyn_amount"]!.GetValue<decimal>());
    }

    [TestMethod]
    public async Task A_bind_takes_a_key()
    {
        var account = await dataverse.Administrator.Create("accounts", new { name = "Bound by key", accountnumber = "K-3" });

        var id = await dataverse.Administrator.Create(
            "msdyn_actuals",
            new Dictionary<string, object?> { ["msdyn_description"] = "x", ["msdyn_AccountCustomer@odata.bind"] = "/accounts(accountnumber='K-3')" }
        );

        Assert.AreEqual(
            account,
            (await dataverse.Administrator.Get($"msdyn_actuals({id})?$select=_msdyn_accountcustomer_value")).Json[
                "_msdyn_accountcustomer_value"
            ]!.GetValue<Guid>()
        );
    }

    [TestMethod]
    [DataRow("2026/17")]
    [DataRow("50%")]
    [DataRow("a+b")]
    [DataRow("a:b")]
    [DataRow("a&b")]
    [DataRow("a?b")]
    [DataRow("a*b")]
    [DataRow("<a>")]
    [DataRow("a\\b")]
    public async Task A_value_that_the_service_does_not_take_in_an_address_is_400_however_it_is_written(string number)
    {
        await dataverse.Administrator.Create("accounts", new { name = "Not by key", accountnumber = number });

        (await dataverse.Administrator.Get($"accounts(accountnumber='{Uri.EscapeDataString(number)}')")).Is(HttpStatusCode.BadRequest);
        (await dataverse.Administrator.Patch($"accounts(accountnumber='{Uri.EscapeDataString(number)}')", new { name = "Changed" })).Is(
            HttpStatusCode.BadRequest
        );
        Assert.HasCount(
            1,
            (await dataverse.Administrator.Get($"accounts?$select=name&$filter=accountnumber eq '{Uri.EscapeDataString(number)}'")).Is(HttpStatusCode.OK).Rows
        );
    }

    [TestMethod]
    public async Task A_second_row_with_the_same_key_is_412_not_409()
    {
        await dataverse.Administrator.Create("accounts", new { name = "First", accountnumber = "K-4" });

        (await dataverse.Administrator.Post("accounts", new { name = "Second", accountnumber = "K-4" })).IsError(
            HttpStatusCode.PreconditionFailed,
            "0x80060892"
        );
    }

    [TestMethod]
    public async Task A_key_that_is_not_declared_is_400()
    {
        var answer = await dataverse.Administrator.Get("accounts(telephone1='1')");

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.Status, answer.Text);
        StringAssert.StartsWith(answer.ErrorMessage, "The key in the request URI is not valid for resource 'Microsoft.Dynamics.CRM.account'.");
    }
}
