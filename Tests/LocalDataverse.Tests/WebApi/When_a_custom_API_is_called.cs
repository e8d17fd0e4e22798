using System.Net;
using LocalDataverse.Registration;
using LocalDataverse.Tests.WebApi.Plugins;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_a_custom_API_is_called
{
    private static RunningDataverse dataverse = null!;

    [ClassInitialize]
    public static async Task Register(TestContext _)
    {
        dataverse = await RunningDataverse.Start();
        var type = dataverse.Organization.RegisterPluginType(typeof(EchoPlugin));
        dataverse.Organization.RegisterCustomApi(
            new CustomApiRegistration(Guid.NewGuid(), "test_Record")
            {
                PluginTypeId = type,
                Parameters =
                [
                    new CustomApiParameter(Guid.NewGuid(), "Actuals", CustomApiType.EntityCollection, false, "msdyn_actual"),
                    new CustomApiParameter(Guid.NewGuid(), "Status", CustomApiType.Picklist),
                    new CustomApiParameter(Guid.NewGuid(), "On", CustomApiType.DateTime, IsOptional: true),
                ],
                ResponseProperties =
                [
                    new CustomApiResponseProperty(Guid.NewGuid(), "Rows", CustomApiType.Integer),
                    new CustomApiResponseProperty(Guid.NewGuid(), "Total", CustomApiType.Money),
                    new CustomApiResponseProperty(Guid.NewGuid(), "Status", CustomApiType.Picklist),
                    new CustomApiResponseProperty(Guid.NewGuid(), "First", CustomApiType.Guid),
                    new CustomApiResponseProperty(Guid.NewGuid(), "On", CustomApiType.DateTime),
                ],
            }
        );
        dataverse.Organization.RegisterCustomApi(
            new CustomApiRegistration(Guid.NewGuid(), "test_Confirm")
            {
                Binding = CustomApiBinding.Entity,
                BoundTable = "invoice",
                PluginTypeId = type,
                ResponseProperties = [new CustomApiResponseProperty(Guid.NewGuid(), "Confirmed", CustomApiType.EntityReference, "invoice")],
            }
        );
        dataverse.Organization.RegisterCustomApi(
            new CustomApiRegistration(Guid.NewGuid(), "test_Sum")
            {
                IsFunction = true,
                PluginTypeId = type,
                Parameters =
                [
                    new CustomApiParameter(Guid.NewGuid(), "A", CustomApiType.Integer),
                    new CustomApiParameter(Guid.NewGuid(), "B", CustomApiType.Integer),
                ],
                ResponseProperties = [new CustomApiResponseProperty(Guid.NewGuid(), "Sum", CustomApiType.Integer)],
            }
        );
        dataverse.Organization.RegisterCustomApi(new CustomApiRegistration(Guid.NewGuid(), "test_Quiet") { PluginTypeId = type, IsPrivate = true });
    }

    [ClassCleanup]
    public static async Task Stop() => await dataverse.DisposeAsync();

    [TestMethod]
    public async Task Rows_go_in_and_values_come_out()
    {
        var first = Guid.NewGuid();
        var answer = await dataverse.Administrator.Post(
            "test_Record",
            new
            {
                Actuals = new[] { Row(first, 10.25m), Row(Guid.NewGuid(), 5m) },
                Status = 3,
                On = "2026-11-22T10:00:00Z",
            }
        );

        var body = answer.Is(HttpStatusCode.OK).Json;
        Assert.AreEqual(2, body["Rows"]!.GetValue<int>());
        Assert.AreEqual(15.25m, body["Total"]!.GetValue<decimal>());
        Assert.AreEqual(3, body["Status"]!.GetValue<int>());
        Assert.AreEqual(first, body["First"]!.GetValue<Guid>());
        Assert.AreEqual("2026-11-22T10:00:00Z", body["On"]!.GetValue<string>());
        StringAssert.EndsWith(body["@odata.context"]!.GetValue<string>(), "$metadata#Microsoft.Dynamics.CRM.test_RecordResponse");
    }

    [TestMethod]
    public async Task A_row_without_its_type_a_row_of_another_table_and_a_missing_parameter_are_refused()
    {
        var untyped = await dataverse.Administrator.Post("test_Record", new { Actuals = new[] { new { msdyn_amount = 1 } }, Status = 1 });
        var wrong = await dataverse.Administrator.Post(
            "test_Record",
            new { Actuals = new[] { new Dictionary<string, object> { ["@odata.type"] = "Microsoft.Dynamics.CRM.account" } }, Status = 1 }
        );
        var missing = await dataverse.Administrator.Post("test_Record", new { Actuals = new[] { Row(Guid.NewGuid(), 1m) } });
        var unknown = await dataverse.Administrator.Post(
            "test_Record",
            new
            {
                Actuals = Array.Empty<object>(),
                Status = 1,
                Nonsense = 1,
            }
        );

        StringAssert.Contains(untyped.Is(HttpStatusCode.BadRequest).ErrorMessage, "@odata.type");
        StringAssert.Contains(wrong.Is(HttpStatusCode.BadRequest).ErrorMessage, "msdyn_actual");
        StringAssert.Contains(missing.Is(HttpStatusCode.BadRequest).ErrorMessage, "Status");
        StringAssert.Contains(unknown.Is(HttpStatusCode.BadRequest).ErrorMessage, "Nonsense");
    }

    [TestMethod]
    public async Task A_bound_one_takes_the_row_of_the_address()
    {
        var invoice = await dataverse.Administrator.Create("invoices", new { name = "To be confirmed" });

        var answer = await dataverse.Administrator.Post($"invoices({invoice})/Microsoft.Dynamics.CRM.test_Confirm", new { });

        Assert.AreEqual(invoice, answer.Is(HttpStatusCode.OK).Json["Confirmed"]!["invoiceid"]!.GetValue<Guid>());
    }

    [TestMethod]
    public async Task The_wrong_form_is_400()
    {
        var answer = await dataverse.Administrator.Post("test_Confirm", new { });

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.Status, answer.Text);
        StringAssert.StartsWith(answer.ErrorMessage, "Request message has unresolved parameters");
    }

    [TestMethod]
    public async Task A_function_takes_its_parameters_in_the_address_or_by_alias()
    {
        Assert.AreEqual(5, (await dataverse.Administrator.Get("test_Sum(A=2,B=3)")).Is(HttpStatusCode.OK).Json["Sum"]!.GetValue<int>());
        Assert.AreEqual(7, (await dataverse.Administrator.Get("test_Sum(A=@a,B=@b)?@a=3&@b=4")).Is(HttpStatusCode.OK).Json["Sum"]!.GetValue<int>());
        (await dataverse.Administrator.Post("test_Sum(A=2,B=3)", new { })).Is(HttpStatusCode.MethodNotAllowed);
    }

    [TestMethod]
    public async Task One_without_output_is_204_and_a_private_one_is_callable_but_not_shown()
    {
        (await dataverse.Administrator.Post("test_Quiet", new { })).Is(HttpStatusCode.NoContent);

        var description = (await dataverse.Administrator.Get("$metadata")).Is(HttpStatusCode.OK).Text;
        StringAssert.Contains(description, "test_Record");
        Assert.IsFalse(description.Contains("test_Quiet", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task It_takes_part_in_a_change_set()
    {
        var invoice = Guid.NewGuid();
        var answer = await new Batch()
            .ChangeSet(
                ("POST", "invoices", new { invoiceid = invoice, name = "Made and confirmed" }),
                ("POST", "$1/Microsoft.Dynamics.CRM.test_Confirm", new { })
            )
            .Send(dataverse.Administrator);

        Assert.AreEqual("204,200", string.Join(',', answer.Parts), answer.Text);
    }

    [TestMethod]
    public async Task Rows_are_created_and_updated_in_bulk()
    {
        var created = await dataverse.Administrator.Post(
            "msdyn_actuals/Microsoft.Dynamics.CRM.CreateMultiple",
            new { Targets = new[] { Row(Guid.NewGuid(), 1m), Row(Guid.NewGuid(), 2m) } }
        );
        var ids = created.Is(HttpStatusCode.OK).Json["Ids"]!.AsArray().Select(id => id!.GetValue<Guid>()).ToList();

        var updated = await dataverse.Administrator.Post(
            "msdyn_actuals/Microsoft.Dynamics.CRM.UpdateMultiple",
            new { Targets = ids.Select(id => Row(id, 9m)).ToArray() }
        );

        updated.Is(HttpStatusCode.NoContent);
        Assert.AreEqual(9m, (await dataverse.Administrator.Get($"msdyn_actuals({ids[1]})?$select=msdyn_amount")).Json["msdyn_amount"]!.GetValue<decimal>());
    }

    private static Dictionary<string, object> Row(Guid id, decimal amount) =>
        new()
        {
            ["@odata.type"] = "#Microsoft.Dynamics.CRM.msdyn_actual",
            ["msdyn_actualid"] = id,
            ["msdyn_amount"] = amount,
        };
}
