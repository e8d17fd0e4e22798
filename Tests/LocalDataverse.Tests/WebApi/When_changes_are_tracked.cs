using System.Net;
using System.Text.Json.Nodes;

namespace LocalDataverse.Tests.WebApi;

[TestClass]
public sealed class When_changes_are_tracked
{
    private static RunningDataverse dataverse = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => dataverse = await RunningDataverse.Start();

    [ClassCleanup]
    public static async Task Stop() => await dataverse.DisposeAsync();

    [TestMethod]
    public async Task The_first_read_ends_with_a_delta_link_and_it_brings_what_changed_since()
    {
        var kept = await Connection("kept");
        var changed = await Connection("changed");
        var deleted = await Connection("deleted");
        var (all, link) = await ReadAll("msdyn_transactionconnections?$select=msdyn_name", "odata.track-changes,odata.maxpagesize=2");
        Assert.IsTrue(all.Exists(row => Is(row, kept)) && all.Exists(row => Is(row, changed)) && all.Exists(row => Is(row, deleted)));

        (await dataverse.Administrator.Patch($"msdyn_transactionconnections({changed})", new { msdyn_name = "second" })).Is(HttpStatusCode.NoContent);
        (await dataverse.Administrator.Delete($"msdyn_transactionconnections({deleted})")).Is(HttpStatusCode.NoContent);
        var added = await Connection("added");
        var (delta, next) = await ReadAll(link, "odata.track-changes,odata.maxpagesize=2");

        Assert.AreEqual("second", delta.Single(row => Is(row, changed))["msdyn_name"]!.GetValue<string>());
        Assert.IsTrue(delta.Any(row => Is(row, added)));
        Assert.IsFalse(delta.Any(row => Is(row, kept)));
        var gone = delta.Single(row => row.ContainsKey("reason"));
        Assert.AreEqual(deleted, gone["id"]!.GetValue<Guid>());
        Assert.AreEqual("deleted", gone["reason"]!.GetValue<string>());
        StringAssert.EndsWith(gone["@odata.context"]!.GetValue<string>(), "/$deletedEntity");

        var (nothing, _) = await ReadAll(next, "odata.track-changes");
        Assert.IsEmpty(nothing);
    }

    [TestMethod]
    public async Task Lookups_and_dates_come_in_a_delta_as_in_a_read()
    {
        var project = await dataverse.Administrator.Create("msdyn_projects", new { msdyn_subject = "Tracked" });
        var (_, link) = await ReadAll("msdyn_actuals?$select=msdyn_amount,_msdyn_project_value,msdyn_startdatetime", "odata.track-changes");
        var id = await dataverse.Administrator.Create(
            "msdyn_actuals",
            new Dictionary<string, object>
            {
                ["msdyn_amount"] = 12.5m,
                ["msdyn_Project@odata.bind"] = $"/msdyn_projects({project})",
                ["msdyn_startdatetime"] = "2026-11-22T10:00:00Z",
            }
        );

        var row = (await ReadAll(link, "odata.track-changes")).Rows.Single();

        Assert.AreEqual(id, row["msdyn_actualid"]!.GetValue<Guid>());
        Assert.AreEqual(12.5m, row["msdyn_amount"]!.GetValue<decimal>());
        Assert.AreEqual(project, row["_msdyn_project_value"]!.GetValue<Guid>());
        Assert.AreEqual("2026-11-22T10:00:00Z", row["msdyn_startdatetime"]!.GetValue<string>());
        Assert.IsFalse(row.ContainsKey("msdyn_description"));
    }

    [TestMethod]
    [DataRow("$filter=msdyn_name eq 'x'")]
    [DataRow("$orderby=msdyn_name")]
    [DataRow("$top=1")]
    public async Task No_other_query_option_goes_with_it(string option)
    {
        (await dataverse.Administrator.Get($"msdyn_transactionconnections?{option}", ("Prefer", "odata.track-changes"))).Is(HttpStatusCode.BadRequest);
    }

    [TestMethod]
    public async Task A_table_without_change_tracking_is_refused()
    {
        (await dataverse.Administrator.Get("uoms?$select=name", ("Prefer", "odata.track-changes"))).Is(HttpStatusCode.BadRequest);
    }

    [TestMethod]
    public async Task A_token_that_was_made_up_is_refused()
    {
        (await dataverse.Administrator.Get("msdyn_transactionconnections?$select=msdyn_name&$deltatoken=nonsense", ("Prefer", "odata.track-changes"))).Is(
            HttpStatusCode.BadRequest
        );
    }

    private static Task<Guid> Connection(string name) => dataverse.Administrator.Create("msdyn_transactionconnections", new { msdyn_name = name });

    private static bool Is(JsonObject row, Guid id) => row["msdyn_transactionconnectionid"]?.GetValue<Guid>() == id;

    private static async Task<(List<JsonObject> Rows, string DeltaLink)> ReadAll(string address, string prefer)
    {
        List<JsonObject> rows = [];
        while (true)
        {
            var page = (await dataverse.Administrator.Get(address, ("Prefer", prefer))).Is(HttpStatusCode.OK);
            rows.AddRange(page.Rows);
            if (page.Json["@odata.deltaLink"] is { } link)
            {
                return (rows, link.GetValue<string>());
            }

            address = page.Json["@odata.nextLink"]!.GetValue<string>();
        }
    }
}
