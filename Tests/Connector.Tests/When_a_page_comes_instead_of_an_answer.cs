using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

/// <summary>
/// Somebody in between answers for a while: a sign-in page, a maintenance page, a gateway. Nothing of that says that something arrived, or that a record is
/// refused.
/// </summary>
[TestClass]
internal sealed class When_a_page_comes_instead_of_an_answer
{
    public static IEnumerable<object[]> Pages =>
        [
            [new Reply(200, "<html><body>Sign in</body></html>", "text/html")],
            [new Reply(201, "<html><body>Created</body></html>", "text/html")],
            [new Reply(200, "Sign in", "application/json")],
            [new Reply(200, "{}")],
            [new Reply(204)],
            [new Reply(302, "<html>Moved</html>", "text/html") { Headers = { ["Location"] = "/signin" } }],
            [new Reply(400, "<html>Bad request</html>", "text/html")],
            [new Reply(403, "<html>Blocked</html>", "text/html")],
            [new Reply(404, "<html>Not found</html>", "text/html")],
            [new Reply(405, "")],
            [new Reply(425, "")],
            [new Reply(500, "<html>Server error</html>", "text/html")],
        ];

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DynamicData(nameof(Pages))]
    public async Task A_header_waits_and_is_posted_afterwards(Reply page)
    {
        await using var situation = await StartedAsync();
        var sample = new Sample(situation.Dataverse);
        situation.Finance.Fail(request => request.Method is "POST" or "GET" && !request.Path.EndsWith("$metadata", StringComparison.Ordinal), page, times: 1);
        await situation.PushAsync(Situation.Message(sample.Invoice));

        await situation.DeliverHeadersAsync();

        Assert.AreEqual(1, situation.Finance.Requests.Count(request => request.Method == "POST"));
        var message = await situation.ReadAsync(context => context.Messages.SingleAsync());
        Assert.AreEqual(WorkState.Waiting, message.State);
        Assert.AreEqual(page.Body == "{}" ? FinanceSystemErrors.Untold.Code : FinanceSystemErrors.SomethingElse.Code, message.ErrorCode);
        await RetryAsync(situation);
        await situation.DeliverHeadersAsync();
        Assert.HasCount(1, situation.Finance.Rows("ProjInvoiceProposals"));
        Assert.AreEqual(WorkState.Done, (await situation.ReadAsync(context => context.Messages.SingleAsync())).State);
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DynamicData(nameof(Pages))]
    public async Task Rows_wait_nothing_is_halved_and_all_arrive_afterwards(Reply page)
    {
        foreach (var bulkAction in new[] { true, false })
        {
            await using var situation = await StartedAsync(bulkAction);
            var sample = new Sample(situation.Dataverse);
            Enumerable.Range(0, 16).ToList().ForEach(_ => sample.Actual(Sample.Unbilled));
            situation.Finance.Fail(request => request.Method == "POST", page, times: 1);

            await situation.SynchronizeAsync();

            Assert.AreEqual(1, situation.Finance.Requests.Count(request => request.Method == "POST"));
            Assert.IsEmpty(situation.Finance.Rows("ProjActualsImports"));
            var rows = await situation.PendingAsync();
            Assert.HasCount(16, rows);
            Assert.IsTrue(rows.All(row => row.State == WorkState.Waiting));
            var error = (await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!.Single();
            Assert.AreEqual(page.Body == "{}" && bulkAction ? FinanceSystemErrors.Untold.Code : FinanceSystemErrors.SomethingElse.Code, (string?)error["code"]);
            await situation.SynchronizeAsync();
            Assert.HasCount(16, situation.Finance.Rows("ProjActualsImports"));
            Assert.IsEmpty(await situation.PendingAsync());
        }
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DynamicData(nameof(Pages))]
    public async Task A_posting_waits_and_is_recorded_afterwards(Reply page)
    {
        await using var situation = await StartedAsync();
        situation.Dataverse.Fail(DataverseServer.Path("pinv_RecordJournalPosting"), page, times: 1);
        await situation.PostAsync("/api/postings", Journal(), Authority.FinanceClient);

        await situation.RecordPostingsAsync();

        var posting = await situation.ReadAsync(context => context.Postings.SingleAsync());
        Assert.AreEqual(WorkState.Waiting, posting.State, posting.ErrorText);
        Assert.AreEqual(
            page.Status == 500 ? DataverseErrors.Busy.Code
                : page.Body == "{}" ? DataverseErrors.Untold.Code
                : DataverseErrors.SomethingElse.Code,
            posting.ErrorCode
        );
        await RetryAsync(situation);
        await situation.RecordPostingsAsync();
        Assert.HasCount(2, situation.Dataverse.Calls);
        Assert.AreEqual(WorkState.Done, (await situation.ReadAsync(context => context.Postings.SingleAsync())).State);
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DynamicData(nameof(Pages))]
    public async Task A_row_that_was_asked_for_is_not_taken_for_missing(Reply page)
    {
        await using var situation = await StartedAsync();
        var sample = new Sample(situation.Dataverse);
        situation.Dataverse.Fail(DataverseServer.Path("/invoices("), page, times: 1);
        await situation.PushAsync(Situation.Message(sample.Invoice));

        await situation.DeliverHeadersAsync();

        var message = await situation.ReadAsync(context => context.Messages.SingleAsync());
        Assert.AreEqual(WorkState.Waiting, message.State, message.ErrorText);
        await RetryAsync(situation);
        await situation.DeliverHeadersAsync();
        Assert.HasCount(1, situation.Finance.Rows("ProjInvoiceProposals"));
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DynamicData(nameof(Pages))]
    public async Task Changes_are_not_taken_for_none(Reply page)
    {
        await using var situation = await StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Unbilled);
        situation.Dataverse.Fail(DataverseServer.ChangesOf("msdyn_actuals"), page);

        await situation.SynchronizeAsync();

        Assert.IsEmpty(situation.Finance.Rows("ProjActualsImports"));
        Assert.IsNotEmpty((await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!);
        await situation.SynchronizeAsync();
        Assert.HasCount(1, situation.Finance.Rows("ProjActualsImports"));
    }

    [TestMethod]
    public async Task A_pending_message_whose_mark_was_not_taken_stays_pending()
    {
        await using var situation = await StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var message = sample.PendingMessage();
        situation.Dataverse.Fail(DataverseServer.Path("/pinv_integrationmessages(", "PATCH"), new Reply(200, "<html>Sign in</html>", "text/html"), times: 1);

        await Assert.ThrowsExactlyAsync<ConnectorException>(situation.PollAsync);
        await situation.PollAsync();

        Assert.AreEqual(482190001, (int)situation.Dataverse.Row("pinv_integrationmessage", message)["pinv_status"]!);
    }

    [TestMethod]
    [DataRow("""{"received":3,"inserted":3,"unchanged":0}""")]
    [DataRow("""{"received":4,"inserted":3,"unchanged":0}""")]
    [DataRow("""{"received":4,"inserted":5,"unchanged":-1}""")]
    [DataRow("""{"received":"4"}""")]
    [DataRow("""{"value":4}""")]
    public async Task Counts_that_do_not_add_up_acknowledge_nothing(string counts)
    {
        await using var situation = await StartedAsync();
        var sample = new Sample(situation.Dataverse);
        Enumerable.Range(0, 4).ToList().ForEach(_ => sample.Actual(Sample.Unbilled));
        situation.Finance.Fail(request => request.Method == "POST", new Reply(200, counts), times: 1);

        await situation.SynchronizeAsync();

        Assert.AreEqual(1, situation.Finance.Requests.Count(request => request.Method == "POST"));
        Assert.HasCount(4, await situation.PendingAsync());
        await situation.SynchronizeAsync();
        Assert.HasCount(4, situation.Finance.Rows("ProjActualsImports"));
        Assert.IsEmpty(await situation.PendingAsync());
    }

    [TestMethod]
    public async Task A_header_that_is_answered_with_another_key_is_not_taken_for_posted()
    {
        await using var situation = await StartedAsync();
        var sample = new Sample(situation.Dataverse);
        situation.Finance.Fail(request => request.Method == "POST", new Reply(201, """{"dataAreaId":"USPM","InvoiceProposalId":"PF-9999"}"""), times: 1);
        await situation.PushAsync(Situation.Message(sample.Invoice));

        await situation.DeliverHeadersAsync();

        Assert.AreEqual(WorkState.Waiting, (await situation.ReadAsync(context => context.Messages.SingleAsync())).State);
        await RetryAsync(situation);
        await situation.DeliverHeadersAsync();
        Assert.HasCount(1, situation.Finance.Rows("ProjInvoiceProposals"));
    }

    [TestMethod]
    public async Task While_a_page_comes_no_other_invoice_is_tried()
    {
        await using var situation = await StartedAsync();
        var sample = new Sample(situation.Dataverse);
        situation.Finance.Fail(request => request.Method == "POST", new Reply(200, "<html/>", "text/html"), times: 100);
        for (var message = 0; message < 5; message++)
        {
            await situation.PushAsync(Situation.Message(sample.Invoice));
        }

        await situation.DeliverHeadersAsync();

        Assert.AreEqual(1, situation.Finance.Requests.Count(request => request.Method == "POST"));
    }

    [TestMethod]
    public async Task A_batch_that_is_too_large_for_what_is_in_between_is_sent_in_halves()
    {
        await using var situation = await StartedAsync();
        var sample = new Sample(situation.Dataverse);
        Enumerable.Range(0, 8).ToList().ForEach(_ => sample.Actual(Sample.Unbilled));
        situation.Finance.Fail(request => request.Body.Length > 3000, new Reply(413, "<html>Request Entity Too Large</html>", "text/html"), times: 100);

        await situation.SynchronizeAsync();

        Assert.HasCount(8, situation.Finance.Rows("ProjActualsImports"));
    }

    private static async Task<Situation> StartedAsync(bool bulkAction = true)
    {
        var situation = await Situation.CreateAsync(bulkAction);
        situation.Set("Retry:Attempts", "0");
        await situation.StartAsync();
        return situation;
    }

    // What the clock would do: the wait of a minute or two is over.
    private static async Task RetryAsync(Situation situation)
    {
        foreach (
            var id in await situation.ReadAsync(async context =>
                (await context.Messages.Select(message => message.Id).ToListAsync()).Concat(
                    await context.Postings.Select(posting => posting.EventId).ToListAsync()
                )
            )
        )
        {
            Assert.AreEqual(202, (await situation.PostAsync($"/api/inbox/{id:D}/retry", null, Authority.AdministratorClient)).Status);
        }
    }

    private static JObject Journal() =>
        new()
        {
            ["eventId"] = Guid.NewGuid().ToString("D"),
            ["part"] = 1,
            ["parts"] = 1,
            ["kind"] = "Journal",
            ["journal"] = "PJ-1",
            ["lines"] = new JArray(),
        };
}
