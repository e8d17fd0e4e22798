using System.Net;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_requests_are_batched
{
    private static readonly object TooLong = new { name = new string('x', 5000) };

    [TestMethod]
    public async Task Each_part_is_answered_in_order()
    {
        var dataverse = await RunningDataverse.Shared;
        var id = Guid.NewGuid();

        var answer = await new Batch()
            .Single("POST", "/api/data/v9.2/accounts", new { accountid = id, name = "In a batch" })
            .Single("GET", $"{dataverse.ServiceRoot}accounts({id})?$select=name")
            .Single("GET", $"accounts?$select=name&$filter=accountid eq {id}")
            .Send(dataverse.Administrator);

        Assert.AreEqual(HttpStatusCode.OK, answer.Status, answer.Text);
        Assert.AreEqual("204,200,200", string.Join(',', answer.Parts), answer.Text);
        StringAssert.Contains(answer.Text, "--batchresponse_");
        StringAssert.Contains(answer.Text, "\"name\":\"In a batch\"");
    }

    [TestMethod]
    public async Task The_first_failure_ends_it_and_its_status_is_the_outer_status()
    {
        var dataverse = await RunningDataverse.Shared;
        var (before, after) = (Guid.NewGuid(), Guid.NewGuid());

        var answer = await new Batch()
            .Single("POST", "accounts", new { accountid = before, name = "Before" })
            .Single("POST", "accounts", TooLong)
            .Single("POST", "accounts", new { accountid = after, name = "After" })
            .Send(dataverse.Administrator);

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.Status, answer.Text);
        Assert.AreEqual("204,400", string.Join(',', answer.Parts));
        StringAssert.Contains(answer.Text, "0x80044331");
        (await dataverse.Administrator.Get($"accounts({before})")).Is(HttpStatusCode.OK);
        (await dataverse.Administrator.Get($"accounts({after})")).Is(HttpStatusCode.NotFound);
    }

    [TestMethod]
    public async Task Continue_on_error_goes_on_and_the_outer_status_is_200()
    {
        var dataverse = await RunningDataverse.Shared;
        var after = Guid.NewGuid();

        var answer = await new Batch()
            .Single("POST", "accounts", TooLong)
            .Single("POST", "accounts", new { accountid = after, name = "After" })
            .Send(dataverse.Administrator, continueOnError: true);

        Assert.AreEqual(HttpStatusCode.OK, answer.Status, answer.Text);
        Assert.AreEqual("400,204", string.Join(',', answer.Parts));
        (await dataverse.Administrator.Get($"accounts({after})")).Is(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task A_change_set_is_done_whole_or_not_at_all()
    {
        var dataverse = await RunningDataverse.Shared;
        var (one, other, later) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

        var failing = await new Batch()
            .ChangeSet(
                ("POST", "accounts", new { accountid = one, name = "One" }),
                ("POST", "accounts", TooLong),
                ("POST", "accounts", new { accountid = other, name = "Other" })
            )
            .ChangeSet(("POST", "accounts", new { accountid = later, name = "Later" }))
            .Send(dataverse.Administrator, continueOnError: true);

        Assert.AreEqual("400,204", string.Join(',', failing.Parts), failing.Text);
        StringAssert.Contains(failing.Text, "Content-ID: 2");
        (await dataverse.Administrator.Get($"accounts({one})")).Is(HttpStatusCode.NotFound);
        (await dataverse.Administrator.Get($"accounts({other})")).Is(HttpStatusCode.NotFound);
        (await dataverse.Administrator.Get($"accounts({later})")).Is(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task A_failed_change_set_gives_the_outer_status()
    {
        var dataverse = await RunningDataverse.Shared;
        var id = await dataverse.Administrator.Create("accounts", new { name = "Exists" });

        var answer = await new Batch()
            .ChangeSet(("POST", "accounts", new { name = "New" }), ("POST", "accounts", new { accountid = id, name = "Again" }))
            .Send(dataverse.Administrator);

        Assert.AreEqual(HttpStatusCode.PreconditionFailed, answer.Status, answer.Text);
        Assert.AreEqual("412", string.Join(',', answer.Parts));
    }

    [TestMethod]
    public async Task Later_requests_refer_to_earlier_ones_by_Content_ID()
    {
        var dataverse = await RunningDataverse.Shared;
        var actual = Guid.NewGuid();

        var answer = await new Batch()
            .ChangeSet(
                ("POST", "/api/data/v9.2/msdyn_projects", new { msdyn_subject = "Made first" }),
                ("POST", "/api/data/v9.2/msdyn_actuals", new Dictionary<string, object> { ["msdyn_actualid"] = actual, ["msdyn_Project@odata.bind"] = "$1" }),
                ("PUT", "$2/msdyn_description", new { value = "Set through a reference" }),
                ("PATCH", "$1", new { msdyn_description = "Changed through a reference" })
            )
            .Send(dataverse.Administrator);

        Assert.AreEqual("204,204,204,204", string.Join(',', answer.Parts), answer.Text);
        var row = (
            await dataverse.Administrator.Get(
                $"msdyn_actuals({actual})?$select=msdyn_description&$expand=msdyn_Project($select=msdyn_subject,msdyn_description)"
            )
        )
            .Is(HttpStatusCode.OK)
            .Json;
        Assert.AreEqual("Set through a reference", row["msdyn_description"]!.GetValue<string>());
        Assert.AreEqual("Made first", row["msdyn_Project"]!["msdyn_subject"]!.GetValue<string>());
        Assert.AreEqual("Changed through a reference", row["msdyn_Project"]!["msdyn_description"]!.GetValue<string>());
    }

    [TestMethod]
    public async Task A_reference_to_a_later_request_is_refused()
    {
        var dataverse = await RunningDataverse.Shared;
        var answer = await new Batch()
            .ChangeSet(
                ("POST", "msdyn_actuals", new Dictionary<string, object> { ["msdyn_Project@odata.bind"] = "$2" }),
                ("POST", "msdyn_projects", new { msdyn_subject = "Too late" })
            )
            .Send(dataverse.Administrator);

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.Status);
        StringAssert.Contains(answer.Text, "Content-ID Reference: '$2' does not exist in the batch context.");
    }

    [TestMethod]
    public async Task A_change_set_holds_no_GET_and_no_request_without_Content_ID()
    {
        var dataverse = await RunningDataverse.Shared;

        Assert.AreEqual(HttpStatusCode.BadRequest, (await new Batch().ChangeSet(("GET", "accounts", null)).Send(dataverse.Administrator)).Status);
        Assert.AreEqual(
            HttpStatusCode.BadRequest,
            (await new Batch().ChangeSet([(null, "POST", "accounts", new { name = "x" })]).Send(dataverse.Administrator)).Status
        );
    }

    [TestMethod]
    public async Task Lines_that_do_not_end_with_CRLF_are_refused()
    {
        var dataverse = await RunningDataverse.Shared;
        var answer = await new Batch().Single("GET", "accounts?$top=1").Send(dataverse.Administrator, lineEnd: "\n");

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.Status);
        StringAssert.Contains(answer.Text, "0x80060888");
    }

    [TestMethod]
    public async Task A_thousand_requests_are_done_and_one_more_is_refused()
    {
        var dataverse = await RunningDataverse.Shared;
        var project = await dataverse.Administrator.Create("msdyn_projects", new { msdyn_subject = "A thousand" });
        (string, string, object?)[] requests =
        [
            .. Enumerable
                .Range(0, 1000)
                .Select(number =>
                    (
                        "POST",
                        "msdyn_actuals",
                        (object?)
                            new Dictionary<string, object> { ["msdyn_description"] = $"{number}", ["msdyn_Project@odata.bind"] = $"/msdyn_projects({project})" }
                    )
                ),
        ];

        var done = await new Batch().ChangeSet(requests).Send(dataverse.Administrator);
        var refused = await new Batch().ChangeSet([.. requests, requests[0]]).Send(dataverse.Administrator);

        Assert.AreEqual(HttpStatusCode.OK, done.Status);
        Assert.AreEqual(1000, done.Parts.Count(status => status == 204));
        Assert.AreEqual(HttpStatusCode.BadRequest, refused.Status);
        Assert.AreEqual("1000", (await dataverse.Administrator.Get($"msdyn_actuals/$count?$filter=_msdyn_project_value eq {project}")).Text);
    }
}
