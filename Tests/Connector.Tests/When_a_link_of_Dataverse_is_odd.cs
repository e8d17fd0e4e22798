using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_a_link_of_Dataverse_is_odd
{
    [TestMethod]
    public async Task A_page_of_changes_that_leads_to_itself_stops_the_map_with_a_code()
    {
        await using var situation = await StartedAsync();
        var page = new JObject { ["value"] = new JArray(), ["@odata.nextLink"] = situation.Dataverse.Url + "/api/data/v9.2/msdyn_actuals?$skiptoken=again" };
        situation.Dataverse.Fail(DataverseServer.ChangesOf("msdyn_actuals"), Reply.Json(page), times: 50);

        await situation.SynchronizeAsync();

        Assert.IsLessThan(5, situation.Dataverse.Requests.Count(DataverseServer.ChangesOf("msdyn_actuals")));
        Assert.AreEqual(DataverseErrors.LinkLeadsBack.Code, await MapErrorAsync(situation));
    }

    [TestMethod]
    public async Task Pages_that_go_in_a_circle_are_not_followed_for_ever()
    {
        await using var situation = await StartedAsync();
        var number = 0;
        situation.Dataverse.Fail(
            DataverseServer.Path("/pinv_integrationmessages"),
            _ =>
                Reply.Json(
                    new JObject
                    {
                        ["value"] = new JArray(),
                        ["@odata.nextLink"] = $"{situation.Dataverse.Url}/api/data/v9.2/pinv_integrationmessages?$skiptoken={number++ % 3}",
                    }
                ),
            times: 60
        );

        var failure = await Assert.ThrowsExactlyAsync<ConnectorException>(situation.PollAsync);

        Assert.AreEqual(DataverseErrors.LinkLeadsBack.Code, failure.Code);
        Assert.IsLessThan(10, situation.Dataverse.Requests.Count(DataverseServer.Path("/pinv_integrationmessages")));
    }

    [TestMethod]
    [DataRow("https://old-name.crm4.dynamics.com/api/data/v9.2/")]
    [DataRow("HTTPS://OLD-NAME.crm4.dynamics.com:443/api/data/v9.1/")]
    [DataRow("/api/data/v9.2/")]
    [DataRow("")]
    public async Task The_place_where_reading_goes_on_outlives_a_new_address_of_Dataverse(string root)
    {
        await using var situation = await StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Unbilled);
        await situation.SynchronizeAsync();
        await ReplaceLinksAsync(situation, link => root + link[(link.IndexOf("msdyn_", StringComparison.Ordinal) is >= 0 and var at ? at : 0)..]);
        sample.Actual(Sample.Unbilled);
        var before = situation.Dataverse.Requests.Count;

        await situation.SynchronizeAsync();

        Assert.HasCount(2, situation.Finance.Rows("ProjActualsImports"));
        Assert.IsTrue(situation.Dataverse.Requests.Skip(before).Any(request => request.Option("$deltatoken") is not null), "reading goes on where it was");
        Assert.IsNull(await MapErrorAsync(situation));
    }

    [TestMethod]
    [DataRow("ftp://elsewhere/file")]
    [DataRow("https://elsewhere.example/other/path?$deltatoken=1")]
    public async Task A_place_that_is_none_of_Dataverse_is_given_up_and_everything_is_read_anew(string link)
    {
        await using var situation = await StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Unbilled);
        await situation.SynchronizeAsync();
        await ReplaceLinksAsync(situation, _ => link);
        sample.Actual(Sample.Unbilled);

        await situation.SynchronizeAsync();

        Assert.HasCount(2, situation.Finance.Rows("ProjActualsImports"));
        Assert.AreEqual((2, 0), situation.Finance.Counts, "what was delivered is not sent again");
        Assert.IsNull(await MapErrorAsync(situation));
    }

    [TestMethod]
    [DataRow("https://vanity.example/api/data/v9.2/pinv_integrationmessages?$skiptoken=1")]
    [DataRow("/api/data/v9.2/pinv_integrationmessages?$skiptoken=1")]
    [DataRow("pinv_integrationmessages?$skiptoken=1")]
    public async Task A_next_page_under_another_name_is_asked_of_the_configured_address_only(string link)
    {
        await using var situation = await StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        situation.Dataverse.Fail(
            request => request.Path.EndsWith("/pinv_integrationmessages", StringComparison.Ordinal) && request.Option("$skiptoken") is null,
            Reply.Json(new JObject { ["value"] = new JArray(), ["@odata.nextLink"] = link }),
            times: 1
        );

        await situation.PollAsync();

        Assert.IsTrue(situation.Dataverse.Requests.Any(request => request.Option("$skiptoken") == "1"));
    }

    private static async Task<Situation> StartedAsync()
    {
        var situation = await Situation.CreateAsync();
        situation.Set("Retry:Attempts", "0");
        await situation.StartAsync();
        return situation;
    }

    private static async Task<string?> MapErrorAsync(Situation situation) =>
        await situation.ReadAsync(context =>
            context.Cursors.Where(cursor => cursor.ErrorCode != null).Select(cursor => cursor.ErrorCode).FirstOrDefaultAsync()
        );

    private static async Task ReplaceLinksAsync(Situation situation, Func<string, string> replace) =>
        await situation.ReadAsync(async context =>
        {
            foreach (var cursor in await context.Cursors.Where(cursor => cursor.Link != null).ToListAsync())
            {
                cursor.Link = replace(cursor.Link!);
            }

            return await context.SaveChangesAsync();
        });
}
