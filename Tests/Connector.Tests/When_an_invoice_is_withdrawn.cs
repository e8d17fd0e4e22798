using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Delivery;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_an_invoice_is_withdrawn
{
    private const int Draft = 192350000;
    private const int Confirmed = 192350002;
    private const int Complete = 482190003;
    private const int Canceling = 482190005;
    private const int Withdrawing = 482190007;
    private const int InvoiceWithdrawn = 482190001;
    private const int MessageWithdrawn = 482190004;
    private const int Pending = 482190000;

    [TestMethod]
    public async Task Finance_takes_it_back_before_Dataverse_is_told()
    {
        await using var situation = await Situation.StartedAsync();
        var invoice = await DeliveredAsync(situation);
        var standing = -1;
        situation.Dataverse.WithdrawalRecorded += (_, _) =>
            standing = situation.Finance.Rows("ProjInvoiceProposals").Count + situation.Finance.Rows("ProjActualsImports").Count;

        Withdraw(situation, invoice);
        await situation.RunAsync();

        Assert.AreEqual(1, standing, "Only the unbilled row of before stands when Dataverse is told.");
        Assert.AreEqual((true, (string?)null), ((bool)invoice.Told.Single()["Withdrawn"]!, (string?)invoice.Told.Single()["Reason"]));
        Undo(situation, invoice);
        await situation.RunAsync();
        Assert.IsEmpty(await situation.PendingAsync());
        Assert.AreEqual("done", await StateAsync(situation));
    }

    [TestMethod]
    public async Task A_confirmation_after_it_is_delivered_as_the_first_was()
    {
        await using var situation = await Situation.StartedAsync();
        var invoice = await DeliveredAsync(situation);
        var before = Finance(situation);
        Withdraw(situation, invoice);
        await situation.RunAsync();
        Undo(situation, invoice);
        await situation.RunAsync();

        invoice.Confirm(situation);
        await situation.RunAsync();

        Assert.AreEqual(before, Finance(situation));
        Assert.IsEmpty(await situation.PendingAsync());
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow(StepProbe.WithdrawnInFinance)]
    [DataRow(StepProbe.WithdrawnForgotten)]
    [DataRow(StepProbe.WithdrawalTold)]
    public async Task A_crash_at_any_step_neither_loses_nor_doubles(string step)
    {
        await using var situation = await Situation.StartedAsync();
        var invoice = await DeliveredAsync(situation);
        var before = Finance(situation);
        Withdraw(situation, invoice);
        await situation.PollAsync();
        situation.Probe.ThrowAt(step);
        await Assert.ThrowsAsync<CrashException>(situation.SynchronizeAsync);
        await situation.CrashAndStartAsync();

        // What Dataverse was told it does, whatever became of the connector; then the invoice is confirmed once more.
        if (invoice.Told.Count > 0)
        {
            Undo(situation, invoice);
            invoice.Confirm(situation);
        }

        await RetryAsync(situation);
        if (step != StepProbe.WithdrawalTold)
        {
            Undo(situation, invoice);
            invoice.Confirm(situation);
            await RetryAsync(situation);
        }

        Assert.AreEqual(before, Finance(situation));
        Assert.IsTrue((bool)invoice.Told[^1]["Withdrawn"]!);
        Assert.IsEmpty(await situation.PendingAsync());
        Assert.AreEqual("done", await StateAsync(situation));
    }

    [TestMethod]
    public async Task What_finance_has_posted_stays_confirmed_and_says_why()
    {
        await using var situation = await Situation.StartedAsync();
        var invoice = await DeliveredAsync(situation);
        var before = Finance(situation);
        situation.Finance.Withdrawal = _ =>
            Reply.FinanceError(
                409,
                $"{FinanceCodes.Posted.First()}: PF-1003: It is posted as invoice CI-1 and cannot be withdrawn. Revise the pro forma invoice where it is kept."
            );

        Withdraw(situation, invoice);
        await situation.RunAsync();

        Assert.IsFalse((bool)invoice.Told.Single()["Withdrawn"]!);
        Assert.Contains("posted as invoice CI-1", (string)invoice.Told.Single()["Reason"]!);
        Assert.AreEqual(before, Finance(situation));
        Assert.AreEqual("done", await StateAsync(situation));
    }

    [TestMethod]
    public async Task A_finance_that_offers_none_leaves_it_confirmed()
    {
        await using var situation = await Situation.CreateAsync();
        situation.Finance.HasWithdrawal = false;
        await situation.StartAsync();
        var invoice = await DeliveredAsync(situation);

        Withdraw(situation, invoice);
        await situation.RunAsync();

        Assert.IsFalse((bool)invoice.Told.Single()["Withdrawn"]!);
        Assert.Contains("offers no withdrawal", (string)invoice.Told.Single()["Reason"]!);
    }

    [TestMethod]
    [DataRow("""{"dataAreaId":"USPM","invoiceProposalId":"PF-1003","asked":2,"takenBack":1,"standing":1}""", DisplayName = "something stands")]
    [DataRow("""{"dataAreaId":"USPM","invoiceProposalId":"PF-9999","asked":2,"takenBack":3,"standing":0}""", DisplayName = "another invoice")]
    [DataRow("""{"dataAreaId":"USPM","invoiceProposalId":"PF-1003","asked":1,"takenBack":2,"standing":0}""", DisplayName = "fewer rows than asked for")]
    [DataRow("""{"result":"ok"}""", DisplayName = "something else")]
    public async Task Dataverse_is_told_nothing_where_finance_says_anything_else(string answer)
    {
        await using var situation = await Situation.StartedAsync();
        var invoice = await DeliveredAsync(situation);
        situation.Finance.Withdrawal = _ => Reply.Json(JObject.Parse(answer));
        Withdraw(situation, invoice);
        await situation.RunAsync();

        Assert.IsEmpty(invoice.Told);
        Assert.AreEqual(DeliveryErrors.WithdrawalUntold.Code, (await WithdrawalAsync(situation)).ErrorCode);

        situation.Finance.Withdrawal = _ => null;
        await RetryAsync(situation);
        Assert.HasCount(1, invoice.Told);
    }

    private static async Task<Confirmation> DeliveredAsync(Situation situation)
    {
        var sample = new Sample(situation.Dataverse);
        var invoice = new Confirmation(sample, sample.Actual(Sample.Unbilled));
        situation.Dataverse.WithdrawalRecorded += (_, told) => invoice.Told.Add(told);
        invoice.Confirm(situation);
        await situation.RunAsync();
        Assert.HasCount(1, situation.Finance.Rows("ProjInvoiceProposals"));
        Assert.HasCount(3, situation.Finance.Rows("ProjActualsImports"));
        return invoice;
    }

    private static void Withdraw(Situation situation, Confirmation invoice)
    {
        situation.Dataverse.Put("invoice", invoice.Sample.Invoice, new { pinv_confirmationstatus = Withdrawing });
        situation.Dataverse.Put(
            "pinv_integrationmessage",
            new
            {
                pinv_name = "Withdrawal of invoice PF-1003",
                pinv_messagetype = InvoiceWithdrawn,
                pinv_status = Pending,
                pinv_invoiceid = invoice.Sample.Invoice,
                pinv_correlationid = Guid.NewGuid().ToString("D"),
            }
        );
    }

    // What the plug-ins do once they are told.
    private static void Undo(Situation situation, Confirmation invoice)
    {
        situation.Dataverse.Put("pinv_integrationmessage", invoice.Message, new { pinv_status = MessageWithdrawn });
        situation.Dataverse.Put("invoice", invoice.Sample.Invoice, new { pinv_confirmationstatus = Canceling, msdyn_projectinvoicestatus = Draft });
        invoice.Rows.ForEach(row => situation.Dataverse.Delete("msdyn_actual", row));
        situation.Dataverse.Delete("msdyn_transactionconnection", invoice.Connection);
    }

    private static async Task RetryAsync(Situation situation)
    {
        await situation.ReadAsync(context =>
            context
                .Messages.Where(message => message.State == WorkState.Waiting)
                .ExecuteUpdateAsync(message => message.SetProperty(row => row.NotBefore, (DateTime?)null))
        );
        await situation.RunAsync();
    }

    private static Task<InboxMessage> WithdrawalAsync(Situation situation) =>
        situation.ReadAsync(context => context.Messages.SingleAsync(message => message.MessageType == "InvoiceWithdrawn"));

    private static async Task<string> StateAsync(Situation situation) =>
        await situation.ReadAsync(context => context.Messages.AllAsync(message => message.State == WorkState.Done && message.ErrorCode == null))
            ? "done"
            : "waiting";

    private static string Finance(Situation situation) =>
        string.Join(
            '\n',
            new[] { "ProjInvoiceProposals", "ProjActualsImports", "ProjTransactionRelationships" }.SelectMany(set =>
                situation.Finance.Rows(set).Select(row => $"{set} {row.ToString(Newtonsoft.Json.Formatting.None)}").Order(StringComparer.Ordinal)
            )
        );

    /// <summary>An invoice whose confirmation makes the same rows each time, as derived ids do.</summary>
    private sealed class Confirmation(Sample sample, Guid unbilled)
    {
        public Sample Sample => sample;

        public List<Guid> Rows { get; } = [Guid.NewGuid(), Guid.NewGuid()];

        public Guid Connection { get; } = Guid.NewGuid();

        public Guid Message { get; private set; }

        public List<JObject> Told { get; } = [];

        public void Confirm(Situation situation)
        {
            situation.Dataverse.Put(
                "invoice",
                sample.Invoice,
                new
                {
                    msdyn_projectinvoicestatus = Confirmed,
                    pinv_confirmationstatus = Complete,
                    pinv_confirmationattempt = 0,
                }
            );
            Rows.ForEach(row => sample.Actual(Sample.Billed, id: row));
            situation.Dataverse.Put(
                "msdyn_transactionconnection",
                Connection,
                new
                {
                    msdyn_transaction1 = Rows[0].ToString("D"),
                    msdyn_transaction1role = "Billed Sales",
                    msdyn_transaction1type = "msdyn_actual",
                    msdyn_transaction2 = unbilled.ToString("D"),
                    msdyn_transaction2role = "Unbilled Sales",
                    msdyn_transaction2type = "msdyn_actual",
                }
            );
            Message = sample.PendingMessage();
            situation.Dataverse.Put("pinv_integrationmessage", Message, new { pinv_billed = Record() });
        }

        private string Record() =>
            new JObject
            {
                ["billed"] = new JObject { ["created"] = new JArray(Created("msdyn_actual", Rows), Created("msdyn_transactionconnection", [Connection])) },
            }.ToString(Newtonsoft.Json.Formatting.None);

        private static JObject Created(string table, IEnumerable<Guid> ids) =>
            new() { ["table"] = table, ["ids"] = Convert.ToBase64String([.. ids.SelectMany(id => id.ToByteArray())]) };
    }
}
