using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Http;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.Tests.Servers;
using RestSharp;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_the_other_side_fails
{
    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow(429, "0x80072322")]
    [DataRow(429, "0x80072321")]
    [DataRow(429, "0x80072326")]
    [DataRow(503, "")]
    [DataRow(502, "")]
    [DataRow(500, "0x80044150")]
    public async Task Dataverse_is_asked_again_for_reasons_that_pass(int status, string code)
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Unbilled);
        var reply = Reply.DataverseError(status, code, "Number of requests exceeded the limit of 6000 over time window of 300 seconds.");
        reply.Headers["Retry-After"] = "0";
        situation.Dataverse.Fail(DataverseServer.ChangesOf("msdyn_actuals"), reply, times: 3);

        await situation.SynchronizeAsync();

        Assert.HasCount(1, situation.Finance.Rows("ProjActualsImports"));
    }

    [TestMethod]
    public async Task A_long_wait_is_left_to_a_later_run()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var reply = new Reply(429);
        reply.Headers["Retry-After"] = "900";
        situation.Dataverse.Fail(DataverseServer.Path("/invoices("), reply, times: 10);
        await situation.PushAsync(Situation.Message(sample.Invoice));

        await situation.DeliverHeadersAsync();

        Assert.AreEqual(1, situation.Dataverse.Requests.Count(DataverseServer.Path("/invoices(")));
        var message = await situation.ReadAsync(context => context.Messages.SingleAsync());
        Assert.AreEqual(WorkState.Waiting, message.State);
        Assert.AreEqual(DataverseErrors.Busy.Code, message.ErrorCode);
        Assert.IsGreaterThan(message.StoredOn.AddMinutes(9), message.NotBefore!.Value);
        Assert.IsLessThan(message.StoredOn.AddMinutes(11), message.NotBefore!.Value);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task While_Dataverse_asks_to_wait_no_other_invoice_and_no_other_posting_asks_it(bool postings)
    {
        await using var situation = await Situation.StartedAsync();
        var reply = new Reply(429);
        reply.Headers["Retry-After"] = "900";
        var work = DataverseServer.Path(postings ? "pinv_RecordJournalPosting" : "/invoices(");
        situation.Dataverse.Fail(work, reply, times: 10);
        for (var number = 0; number < 3; number++)
        {
            var (status, _) = postings
                ? await situation.PostAsync("/api/postings", Journal(number), Authority.FinanceClient)
                : await situation.PushAsync(Situation.Message(Guid.NewGuid()));
            Assert.AreEqual(202, status);
        }

        await (postings ? situation.RecordPostingsAsync() : situation.DeliverHeadersAsync());

        Assert.AreEqual(1, situation.Dataverse.Requests.Count(work));

        static JObject Journal(int number) =>
            new()
            {
                ["eventId"] = Guid.NewGuid().ToString("D"),
                ["part"] = 1,
                ["parts"] = 1,
                ["kind"] = "Journal",
                ["journal"] = $"PJ-{number}",
                ["lines"] = new JArray(),
            };
    }

    [TestMethod]
    public void Retry_after_is_read_as_seconds_and_as_a_date()
    {
        var now = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

        Assert.AreEqual(TimeSpan.FromSeconds(17), RemoteClient.RetryAfter(With("17"), now));
        Assert.AreEqual(TimeSpan.FromSeconds(30), RemoteClient.RetryAfter(With("Sun, 22 Nov 2026 10:00:30 GMT"), now));
        Assert.AreEqual(TimeSpan.Zero, RemoteClient.RetryAfter(With("Sun, 22 Nov 2026 09:00:00 GMT"), now));
        Assert.AreEqual(TimeSpan.FromSeconds(30), RemoteClient.RetryAfter(With("Sunday, 22-Nov-26 10:00:30 GMT"), now));
        Assert.IsNull(RemoteClient.RetryAfter(new RestResponse(), now));

        static RestResponse With(string value) => new() { Headers = [new HeaderParameter("Retry-After", value)] };
    }

    [TestMethod]
    [DataRow("0.5", 0.5)]
    [DataRow("2.75", 2.75)]
    [DataRow("11.22", 11.22)]
    [DataRow("-5", 0)]
    [DataRow("601", 600)]
    [DataRow("2147483647", 600)]
    [DataRow("99999999999999999999999999999999999999", 600)]
    [DataRow("Fri, 31 Dec 9999 23:59:59 GMT", 600)]
    [DataRow("Mon, 01 Jan 0001 00:00:00 GMT", 0)]
    public void Nobody_is_made_to_wait_longer_than_ten_minutes(string header, double seconds)
    {
        var now = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

        Assert.AreEqual(
            TimeSpan.FromSeconds(seconds),
            RemoteClient.RetryAfter(new RestResponse { Headers = [new HeaderParameter("Retry-After", header)] }, now)
        );
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("soon")]
    [DataRow("NaN")]
    [DataRow("1e3")]
    [DataRow("11/22/2026")]
    [DataRow("12:30")]
    public void What_is_no_wait_is_none(string header)
    {
        Assert.IsNull(RemoteClient.RetryAfter(new RestResponse { Headers = [new HeaderParameter("Retry-After", header)] }, DateTimeOffset.UnixEpoch));
    }

    [TestMethod]
    public async Task A_clock_that_was_set_back_holds_nothing()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        await situation.PushAsync(Situation.Message(sample.Invoice));
        await situation.ReadAsync(context =>
            context.Messages.ExecuteUpdateAsync(message => message.SetProperty(row => row.NotBefore, row => row.StoredOn.AddDays(300)))
        );

        await situation.DeliverHeadersAsync();

        Assert.HasCount(1, situation.Finance.Rows("ProjInvoiceProposals"));
    }

    [TestMethod]
    public async Task A_business_error_in_a_500_of_finance_is_not_repeated()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        situation.Finance.Rule = (_, _) => "Contract CON-00021 is closed";
        await situation.PushAsync(Situation.Message(sample.Invoice));

        await situation.DeliverHeadersAsync();

        Assert.AreEqual(1, situation.Finance.Requests.Count(request => request.Method == "POST"));
        Assert.AreEqual(WorkState.Failed, (await situation.ReadAsync(context => context.Messages.SingleAsync())).State);
    }

    [TestMethod]
    [DataRow(500, "An update conflict occurred due to another user process deleting the record or changing one or more fields in the record.")]
    [DataRow(400, "Infolog: Error: An update conflict occurred due to another user process deleting the record or changing one or more fields in the record.")]
    public async Task A_conflict_of_finance_is_repeated_whatever_its_status(int status, string reason)
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        situation.Finance.Fail(request => request.Method == "POST", Reply.FinanceError(status, reason), times: 2);
        await situation.PushAsync(Situation.Message(sample.Invoice));

        await situation.DeliverHeadersAsync();

        Assert.HasCount(1, situation.Finance.Rows("ProjInvoiceProposals"));
    }

    [TestMethod]
    public async Task A_torn_connection_of_either_side_is_repeated()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Unbilled);
        situation.Dataverse.Fail(DataverseServer.ChangesOf("msdyn_actuals"), new Reply(200, "{\"value\":[]}") { Torn = true });
        situation.Finance.Fail(
            request => request.Path.Contains("ProjActualsImports", StringComparison.Ordinal),
            new Reply(200, "{\"received\":1}") { Torn = true }
        );

        await situation.SynchronizeAsync();

        Assert.HasCount(1, situation.Finance.Rows("ProjActualsImports"));
        Assert.IsEmpty(await situation.PendingAsync());
    }

    [TestMethod]
    public async Task A_row_that_finance_fails_on_every_time_waits_and_the_others_arrive()
    {
        await using var situation = await Situation.CreateAsync();
        situation.Set("Delivery:RowsABatch", "4");
        situation.Set("Retry:Attempts", "1");
        await situation.StartAsync();
        var sample = new Sample(situation.Dataverse);
        var actuals = Enumerable.Range(0, 10).Select(_ => sample.Actual(Sample.Unbilled)).ToList();
        situation.Finance.Fail(request => request.Text.Contains(actuals[1].ToString("D"), StringComparison.Ordinal), new Reply(500), times: 1000);

        await situation.SynchronizeAsync();

        Assert.HasCount(9, situation.Finance.Rows("ProjActualsImports"));
        var waiting = (await situation.PendingAsync()).Single();
        Assert.AreEqual(actuals[1], waiting.RecordId);
        Assert.AreEqual(WorkState.Waiting, waiting.State);
        Assert.AreEqual(FinanceSystemErrors.Busy.Code, waiting.ErrorCode);
        situation.Finance.Heal();
        await situation.SynchronizeAsync();
        Assert.HasCount(10, situation.Finance.Rows("ProjActualsImports"));
        Assert.IsEmpty((await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!);
    }

    [TestMethod]
    public async Task A_finance_that_fails_on_every_row_is_left_alone_after_a_few()
    {
        await using var situation = await Situation.CreateAsync();
        situation.Set("Retry:Attempts", "0");
        await situation.StartAsync();
        var sample = new Sample(situation.Dataverse);
        for (var number = 0; number < 64; number++)
        {
            sample.Actual(Sample.Unbilled);
        }

        situation.Finance.Fail(request => request.Method == "POST", new Reply(500), times: 1000);

        await situation.SynchronizeAsync();

        Assert.IsLessThan(16, situation.Finance.Requests.Count(request => request.Method == "POST"));
        Assert.HasCount(64, await situation.PendingAsync());
        Assert.IsTrue((await situation.PendingAsync()).All(row => row.State == WorkState.Waiting));
    }

    [TestMethod]
    [DataRow("Polling:Interval", "often")]
    [DataRow("Delivery:RowsABatch", "many")]
    [DataRow("Retry:Attempts", "x")]
    [DataRow("Retry:Attempts", "-1")]
    [DataRow("Finance:Timeout", "long")]
    [DataRow("Finance:Timeout", "00:00:00")]
    [DataRow("Dataverse:PageSize", "x")]
    [DataRow("Dataverse:PageSize", "0")]
    public async Task A_setting_that_cannot_be_used_stops_the_start_with_its_name(string key, string value)
    {
        await using var situation = await Situation.CreateAsync();
        situation.Set(key, value);

        var failure = await Assert.ThrowsExactlyAsync<ConnectorException>(() => situation.StartAsync());

        Assert.AreEqual(SettingErrors.OutOfBounds.Code, failure.Code);
        StringAssert.Contains(failure.Message, key, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_side_that_does_not_answer_stops_only_the_run()
    {
        await using var situation = await Situation.CreateAsync();
        situation.Set("Finance:Timeout", "00:00:00.300");
        situation.Set("Retry:Attempts", "1");
        await situation.StartAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Unbilled);
        await situation.SynchronizeAsync();
        sample.Actual(Sample.Unbilled);
        situation.Finance.Fail(request => request.Path.Contains("ProjActualsImports", StringComparison.Ordinal), new Reply(200) { Silent = true }, times: 10);

        await situation.SynchronizeAsync();
        Assert.AreEqual(WorkState.Waiting, (await situation.PendingAsync()).Single().State);
        var error = (await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!.Single();
        Assert.AreEqual(FinanceSystemErrors.Busy.Code, (string?)error["code"]);

        situation.Finance.Heal();
        await situation.SynchronizeAsync();
        Assert.HasCount(2, situation.Finance.Rows("ProjActualsImports"));
        Assert.IsEmpty((await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!);
    }

    [TestMethod]
    public async Task A_token_that_is_no_longer_accepted_is_renewed_once()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Unbilled);
        situation.Dataverse.Fail(DataverseServer.ChangesOf("msdyn_actuals"), new Reply(401));

        await situation.SynchronizeAsync();

        Assert.HasCount(1, situation.Finance.Rows("ProjActualsImports"));
    }

    [TestMethod]
    public async Task A_missing_role_is_told_to_the_administrator_and_no_row_is_blamed()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Unbilled);
        situation.Finance.Fail(request => request.Path.Contains("ProjActualsImports", StringComparison.Ordinal), new Reply(403), times: 10);

        await situation.SynchronizeAsync();

        Assert.AreEqual(WorkState.Waiting, (await situation.PendingAsync()).Single().State);
        var error = (await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!.Single(item => (string?)item["kind"] == "map");
        Assert.AreEqual(FinanceSystemErrors.RoleMissing.Code, (string?)error["code"]);
    }

    [TestMethod]
    public async Task Tokens_are_asked_for_once_and_kept()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Unbilled);

        await situation.SynchronizeAsync();

        var tokens = situation.Dataverse.Requests.Select(request => request.Headers["Authorization"]).Distinct().ToList();
        Assert.HasCount(1, tokens);
        StringAssert.StartsWith(tokens[0], "Bearer ", StringComparison.Ordinal);
    }
}
