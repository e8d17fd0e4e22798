using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_a_message_comes_again
{
    private const int Pending = 482190000;
    private const int Sent = 482190001;
    private const int Waiting = 482190003;

    [TestMethod]
    public async Task Header_and_rows_are_delivered_again_and_nothing_changes()
    {
        await using var situation = await Situation.StartedAsync();
        var (sample, message) = Delivered(situation);
        await situation.RunAsync();
        var inserted = situation.Finance.Counts.Inserted;
        var requests = situation.Finance.Requests.Count;

        situation.Dataverse.Put("pinv_integrationmessage", message, new { pinv_status = Pending });
        await situation.RunAsync();

        Assert.AreEqual(Sent, (int)situation.Dataverse.Row("pinv_integrationmessage", message)["pinv_status"]!);
        Assert.AreEqual(inserted, situation.Finance.Counts.Inserted);
        var again = situation.Finance.Requests.Skip(requests).Select(request => request.Path.Split('/')[2]).ToList();
        CollectionAssert.AreEqual(new[] { "ProjInvoiceProposals", "ProjActualsImports", "ProjTransactionRelationships" }, again);
        Assert.IsEmpty(await situation.PendingAsync());
        var stored = await situation.ReadAsync(context => context.Messages.SingleAsync());
        Assert.AreEqual((WorkState.Done, false, sample.Invoice), (stored.State, stored.RowsAgain, stored.InvoiceId));
    }

    [TestMethod]
    public async Task What_finance_lost_is_there_again()
    {
        await using var situation = await Situation.StartedAsync();
        var (_, message) = Delivered(situation);
        await situation.RunAsync();
        var before = (Rows(situation, "ProjActualsImports"), Rows(situation, "ProjTransactionRelationships"), Rows(situation, "ProjInvoiceProposals"));

        situation.Finance.Forget();
        situation.Dataverse.Put("pinv_integrationmessage", message, new { pinv_status = Pending });
        await situation.RunAsync();

        Assert.AreEqual(
            before,
            (Rows(situation, "ProjActualsImports"), Rows(situation, "ProjTransactionRelationships"), Rows(situation, "ProjInvoiceProposals"))
        );
    }

    [TestMethod]
    public async Task By_push_it_is_delivered_again_too()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Billed);
        var message = Situation.Message(sample.Invoice);
        await situation.PushAsync(message, age: TimeSpan.FromSeconds(20));
        await situation.RunAsync();
        situation.Finance.Forget();

        Assert.AreEqual(200, (await situation.PushAsync(message, age: TimeSpan.FromSeconds(10))).Status);
        await situation.RunAsync();

        Assert.HasCount(1, situation.Finance.Rows("ProjInvoiceProposals"));
        Assert.HasCount(1, situation.Finance.Rows("ProjActualsImports"));
    }

    [TestMethod]
    [DataRow(20, DisplayName = "The very message that was captured on its way")]
    [DataRow(30, DisplayName = "An older one")]
    public async Task The_signed_message_of_before_does_nothing_whoever_repeats_it(int age)
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Billed);
        var message = Situation.Message(sample.Invoice);
        var clock = TimeProvider.System.GetUtcNow();
        await situation.PushAsync(message, signedOn: clock - TimeSpan.FromSeconds(20));
        await situation.RunAsync();
        var requests = (situation.Finance.Requests.Count, situation.Dataverse.Requests.Count);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => situation.PushAsync(message, signedOn: clock - TimeSpan.FromSeconds(age))));
        await situation.DeliverHeadersAsync();

        Assert.IsTrue(answers.All(answer => answer.Status == 200 && (string?)answer.Body["status"] == "known"));
        Assert.AreEqual(requests, (situation.Finance.Requests.Count, situation.Dataverse.Requests.Count));
        Assert.IsFalse((await situation.ReadAsync(context => context.Messages.SingleAsync())).RowsAgain);
    }

    [TestMethod]
    public async Task One_that_was_only_never_marked_is_not_delivered_again()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Billed);
        var message = sample.PendingMessage();
        await situation.PushAsync(Situation.Message(sample.Invoice, messageId: message));
        await situation.DeliverHeadersAsync();
        var requests = situation.Finance.Requests.Count;

        await situation.PollAsync();
        await situation.DeliverHeadersAsync();

        Assert.AreEqual(requests, situation.Finance.Requests.Count);
        Assert.AreEqual(Sent, (int)situation.Dataverse.Row("pinv_integrationmessage", message)["pinv_status"]!);
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow(StepProbe.MessageReopened)]
    [DataRow(StepProbe.MessageMarkedSent)]
    [DataRow(StepProbe.HeaderPosted)]
    [DataRow(StepProbe.RowsStoredAgain)]
    [DataRow(StepProbe.BatchPosted)]
    public async Task A_crash_in_between_loses_nothing_of_it(string step)
    {
        await using var situation = await Situation.StartedAsync();
        var (_, message) = Delivered(situation);
        await situation.RunAsync();
        var before = (Rows(situation, "ProjActualsImports"), Rows(situation, "ProjTransactionRelationships"), Rows(situation, "ProjInvoiceProposals"));
        situation.Finance.Forget();
        situation.Dataverse.Put("pinv_integrationmessage", message, new { pinv_status = Pending });

        situation.Probe.ThrowAt(step);
        await Assert.ThrowsExactlyAsync<CrashException>(situation.RunAsync);
        await situation.CrashAndStartAsync();
        await situation.RunAsync();

        Assert.AreEqual(
            before,
            (Rows(situation, "ProjActualsImports"), Rows(situation, "ProjTransactionRelationships"), Rows(situation, "ProjInvoiceProposals"))
        );
        Assert.AreEqual(Sent, (int)situation.Dataverse.Row("pinv_integrationmessage", message)["pinv_status"]!);
        Assert.IsEmpty(await situation.PendingAsync());
    }

    [TestMethod]
    public async Task One_that_waits_for_its_actuals_is_asked_for_at_each_poll_until_it_is_Pending()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var message = sample.PendingMessage();
        situation.Dataverse.Put("pinv_integrationmessage", message, new { pinv_status = Waiting });
        await situation.RunAsync();
        Assert.AreEqual(Waiting, (int)situation.Dataverse.Row("pinv_integrationmessage", message)["pinv_status"]!);
        Assert.IsEmpty(situation.Finance.Rows("ProjInvoiceProposals"));

        sample.Actual(Sample.Billed);
        situation.Dataverse.Resent += invoice =>
        {
            if (invoice == sample.Invoice)
            {
                situation.Dataverse.Put("pinv_integrationmessage", message, new { pinv_status = Pending });
            }
        };
        await situation.RunAsync();

        Assert.AreEqual(
            2,
            situation.Dataverse.Requests.Count(request =>
                request.Path.EndsWith($"/invoices({sample.Invoice:D})/Microsoft.Dynamics.CRM.pinv_ResendInvoice", StringComparison.Ordinal)
            )
        );
        Assert.AreEqual(Sent, (int)situation.Dataverse.Row("pinv_integrationmessage", message)["pinv_status"]!);
        Assert.HasCount(1, situation.Finance.Rows("ProjInvoiceProposals"));
        Assert.HasCount(1, situation.Finance.Rows("ProjActualsImports"));
    }

    [TestMethod]
    public async Task One_that_Dataverse_does_not_send_again_is_listed_and_stops_no_other()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        situation.Dataverse.Put("pinv_integrationmessage", sample.PendingMessage(), new { pinv_status = Waiting });
        situation.Dataverse.Fail(
            DataverseServer.Path("pinv_ResendInvoice"),
            Reply.DataverseError(400, "0x80040265", $"{CodesOfOthers.NotConfirmed}: Invoice PF-1003: it is not confirmed. Confirm it.")
        );
        var other = new Sample(situation.Dataverse, "PF-1004");
        var pending = other.PendingMessage();

        await situation.PollAsync();

        Assert.AreEqual(Sent, (int)situation.Dataverse.Row("pinv_integrationmessage", pending)["pinv_status"]!);
        var error = (await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!.Single();
        Assert.AreEqual(DataverseErrors.Refused.Code, (string?)error["code"]);
        Assert.AreEqual("Invoice PF-1003", (string?)error["record"]);
        StringAssert.Contains((string?)error["message"], CodesOfOthers.NotConfirmed, StringComparison.Ordinal);
    }

    private static (Sample Sample, Guid Message) Delivered(Situation situation)
    {
        var sample = new Sample(situation.Dataverse);
        var (unbilled, reversal, billed) = (
            sample.Actual(Sample.Unbilled),
            sample.Actual(Sample.Unbilled, -1000m, skipSync: true),
            sample.Actual(Sample.Billed)
        );
        sample.Connection(billed, "Billed Sales", unbilled, "Unbilled Sales");
        sample.Connection(reversal, "Reversing", unbilled, "Original");
        return (sample, sample.PendingMessage());
    }

    private static string Rows(Situation situation, string set) =>
        string.Join('\n', situation.Finance.Rows(set).Select(row => row.ToString(Newtonsoft.Json.Formatting.None)).Order(StringComparer.Ordinal));
}
