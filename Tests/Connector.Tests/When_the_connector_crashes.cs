using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_the_connector_crashes
{
    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow(StepProbe.HeaderPosted, true)]
    [DataRow(StepProbe.HeaderMarked, true)]
    [DataRow(StepProbe.MessageStored, true)]
    [DataRow(StepProbe.InvoiceMarkedSent, true)]
    [DataRow(StepProbe.MessageMarkedSent, true)]
    [DataRow(StepProbe.PageStored, true)]
    [DataRow(StepProbe.BatchPosted, true)]
    [DataRow(StepProbe.BatchMarked, true)]
    [DataRow(StepProbe.PostingRecorded, true)]
    [DataRow(StepProbe.PostingMarked, true)]
    [DataRow(StepProbe.HeaderPosted, false)]
    [DataRow(StepProbe.BatchPosted, false)]
    [DataRow(StepProbe.BatchMarked, false)]
    public async Task Behind_a_step_nothing_is_lost_and_nothing_happens_twice(string step, bool bulkAction)
    {
        await using var situation = await Situation.CreateAsync(bulkAction);
        situation.Set("Dataverse:PageSize", "5");
        situation.Set("Delivery:RowsABatch", "4");
        await situation.StartAsync();
        var sample = new Sample(situation.Dataverse);
        var message = sample.PendingMessage();
        var billed = Enumerable.Range(0, 12).Select(_ => sample.Actual(Sample.Billed)).ToList();
        sample.Connection(billed[0], "Billed Sales", billed[1], "Unbilled Sales");
        Assert.AreEqual(202, (await situation.PostAsync("/api/postings", Posting(billed[0]), Authority.FinanceClient)).Status);

        situation.Probe.ThrowAt(step);
        await Assert.ThrowsExactlyAsync<CrashException>(situation.RunAsync);
        await situation.CrashAndStartAsync();
        await situation.RunAsync();

        Assert.HasCount(1, situation.Finance.Rows("ProjInvoiceProposals"));
        Assert.HasCount(12, situation.Finance.Rows("ProjActualsImports"));
        Assert.HasCount(1, situation.Finance.Rows("ProjTransactionRelationships"));
        Assert.AreEqual(14, situation.Finance.Counts.Inserted);
        Assert.AreEqual(482190001, (int)situation.Dataverse.Row("pinv_integrationmessage", message)["pinv_status"]!);
        Assert.IsEmpty(await situation.PendingAsync());
        Assert.AreEqual(WorkState.Done, (await situation.ReadAsync(context => context.Messages.SingleAsync())).State);
        Assert.AreEqual(WorkState.Done, (await situation.ReadAsync(context => context.Postings.SingleAsync())).State);
        Assert.AreEqual(1, situation.Dataverse.Calls.Select(call => call.Body.ToString()).Distinct().Count(), "a repeated call is the same call");
    }

    [TestMethod]
    public async Task Before_it_answered_the_sender_repeats_and_it_is_known()
    {
        await using var situation = await Situation.StartedAsync();
        var message = Situation.Message(Guid.NewGuid());
        situation.Probe.ThrowAt(StepProbe.MessageStored);
        Assert.AreEqual(500, (await situation.PushAsync(message)).Status);

        await situation.CrashAndStartAsync();

        Assert.AreEqual(200, (await situation.PushAsync(message)).Status);
        Assert.AreEqual(1, await situation.ReadAsync(context => context.Messages.CountAsync()));
    }

    [TestMethod]
    public async Task Before_it_answered_finance_repeats_and_it_is_known()
    {
        await using var situation = await Situation.StartedAsync();
        var posting = Posting(Guid.NewGuid());
        situation.Probe.ThrowAt(StepProbe.PostingStored);
        Assert.AreEqual(500, (await situation.PostAsync("/api/postings", posting, Authority.FinanceClient)).Status);

        await situation.CrashAndStartAsync();

        Assert.AreEqual(200, (await situation.PostAsync("/api/postings", posting, Authority.FinanceClient)).Status);
    }

    internal static JObject Posting(Guid actual) =>
        new()
        {
            ["eventId"] = Guid.NewGuid().ToString("D"),
            ["part"] = 1,
            ["parts"] = 1,
            ["kind"] = "Journal",
            ["company"] = "USPM",
            ["journal"] = "PJ-0001",
            ["outcome"] = "Posted",
            ["lines"] = new JArray(
                new JObject
                {
                    ["actualsImportId"] = actual.ToString("D"),
                    ["voucher"] = "PJV-1",
                    ["exchangeRate"] = 1.25m,
                    ["accountingAmount"] = 1250m,
                }
            ),
        };
}
