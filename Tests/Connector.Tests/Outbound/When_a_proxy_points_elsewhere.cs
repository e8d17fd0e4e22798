using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.Tests.Servers;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace ProjectInvoice.Connector.Tests.Outbound;

/// <summary>A gateway that sends everybody to its own sign-in: nothing of ours may arrive there.</summary>
[TestClass]
internal sealed class When_a_proxy_points_elsewhere
{
    [TestMethod]
    [DataRow(301)]
    [DataRow(302)]
    [DataRow(303)]
    [DataRow(307)]
    [DataRow(308)]
    public async Task Neither_a_row_nor_a_posting_nor_a_token_goes_there(int status)
    {
        using var elsewhere = WireMockServer.Start();
        elsewhere.Given(Request.Create()).RespondWith(Response.Create().WithStatusCode(200).WithBody("{}"));
        var pointing = new Reply(status) { Headers = { ["Location"] = elsewhere.Url + "/signin" } };
        await using var situation = await Situation.CreateAsync();
        situation.Set("Retry:Attempts", "0");
        await situation.StartAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Unbilled);
        situation.Finance.Fail(request => request.Method == "POST", pointing, times: 1);
        situation.Dataverse.Fail(DataverseServer.Path("pinv_RecordJournalPosting"), pointing, times: 1);
        await situation.PostAsync(
            "/api/postings",
            Newtonsoft.Json.Linq.JObject.Parse($$"""{"eventId":"{{Guid.NewGuid()}}","part":1,"parts":1,"kind":"Journal","journal":"PJ-1","lines":[]}"""),
            Authority.FinanceClient
        );

        await situation.SynchronizeAsync();
        await situation.RecordPostingsAsync();

        Assert.IsEmpty(elsewhere.LogEntries);
        Assert.HasCount(1, await situation.PendingAsync());
        Assert.AreEqual(WorkState.Waiting, (await situation.ReadAsync(context => context.Postings.SingleAsync())).State);
    }
}
