using System.Net;
using LocalDataverse.Registration;
using LocalDataverse.Tests.WebApi.Plugins;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_a_plug_in_refuses
{
    private static RunningDataverse dataverse = null!;

    [ClassInitialize]
    public static async Task Register(TestContext _)
    {
        dataverse = await RunningDataverse.Start();
        var type = dataverse.Organization.RegisterPluginType(typeof(VetoPlugin));
        dataverse.Organization.RegisterStep(new StepRegistration(Guid.NewGuid(), type, "Create", "account", PipelineStage.PostOperation));
    }

    [ClassCleanup]
    public static async Task Stop() => await dataverse.DisposeAsync();

    [TestMethod]
    public async Task The_client_sees_400_the_code_and_the_message_verbatim_and_no_row_is_left()
    {
        var answer = await dataverse.Administrator.Post("accounts", new { name = "Vetoed" });

        answer.IsError(HttpStatusCode.BadRequest, "0x80040265");
        Assert.AreEqual(VetoPlugin.Message, answer.ErrorMessage);
        Assert.HasCount(2, answer.Json["error"]!.AsObject());
        Assert.IsEmpty((await dataverse.Administrator.Get("accounts?$filter=name eq 'Vetoed'")).Is(HttpStatusCode.OK).Rows);
    }

    [TestMethod]
    public async Task The_code_of_the_plug_in_comes_only_where_annotations_were_asked_for()
    {
        var error = (await dataverse.Administrator.Post("accounts", new { name = "Vetoed" }, ("Prefer", "odata.include-annotations=\"*\""))).Json[
            "error"
        ]!.AsObject();

        Assert.AreEqual("4711", error["@Microsoft.PowerApps.CDS.ErrorDetails.SubErrorCode"]!.GetValue<string>());
        Assert.AreEqual("1", error["@Microsoft.PowerApps.CDS.ErrorDetails.OperationStatus"]!.GetValue<string>());
        Assert.IsTrue(error.ContainsKey("@Microsoft.PowerApps.CDS.TraceText"));
        Assert.IsTrue(error.ContainsKey("@Microsoft.PowerApps.CDS.HelpLink"));
    }

    [TestMethod]
    public async Task A_status_of_its_own_is_kept()
    {
        (await dataverse.Administrator.Post("accounts", new { name = "Not found" })).IsError(HttpStatusCode.NotFound, "0x80040265");
    }

    [TestMethod]
    public async Task Any_other_exception_is_the_platforms_unexpected_error()
    {
        var answer = await dataverse.Administrator.Post("accounts", new { name = "Crash" });

        answer.IsError(HttpStatusCode.BadRequest, "0x80040224");
        StringAssert.StartsWith(answer.ErrorMessage, "An unexpected error occurred from ISV code.");
        StringAssert.Contains(answer.ErrorMessage, "crashed");
        Assert.IsFalse(answer.Text.Contains("   at ", StringComparison.Ordinal), "No stack trace leaves the host.");
    }

    [TestMethod]
    public async Task A_change_set_with_it_leaves_nothing()
    {
        var before = dataverse.Organization.DumpState();

        var answer = await new Batch()
            .ChangeSet(("POST", "contacts", new { lastname = "Beside" }), ("POST", "accounts", new { name = "Vetoed" }))
            .Send(dataverse.Administrator);

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.Status);
        Assert.IsEmpty(before.DifferencesTo(dataverse.Organization.DumpState(), "plugintracelog"));
    }
}
