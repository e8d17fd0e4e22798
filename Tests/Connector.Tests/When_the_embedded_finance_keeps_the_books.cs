using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_the_embedded_finance_keeps_the_books
{
    [TestMethod]
    public async Task A_confirmed_invoice_is_posted_and_its_voucher_comes_back()
    {
        await using var situation = await Situation.CreateAsync();
        var finance = await situation.UseEmbeddedFinanceAsync();
        await situation.StartAsync();
        var sample = new Sample(situation.Dataverse);
        situation.Dataverse.Put("msdyn_project", sample.Project, new { msdyn_projectnumber = "PRJ-0001" });
        var category = situation.Dataverse.Put("msdyn_transactioncategory", new { msdyn_name = "Consulting" });
        var (unbilled, billed) = (sample.Actual(Sample.Unbilled), sample.Actual(Sample.Billed));
        foreach (var actual in new[] { unbilled, billed })
        {
            situation.Dataverse.Put("msdyn_actual", actual, new { msdyn_transactioncategory = category });
        }

        var reversal = sample.Actual(Sample.Unbilled, -1000m, skipSync: true);
        sample.Connection(billed, "Billed Sales", unbilled, "Unbilled Sales");
        sample.Connection(reversal, "Reversing", unbilled, "Original");
        await situation.PushAsync(Situation.Message(sample.Invoice));
        await situation.RunAsync();
        Assert.IsEmpty((await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!);

        await ImportAsync(finance);
        await finance.SendAsync(HttpMethod.Post, "/api/journals/post", new JObject());
        await ReportedAsync(situation, 1);
        await ImportAsync(finance);
        await finance.SendAsync(HttpMethod.Post, "/api/proposals/USPM/PF-1003/post", new JObject { ["invoiceDate"] = "2026-09-30" });
        await ReportedAsync(situation, 2);
        await situation.RecordPostingsAsync();

        var journal = situation.Dataverse.Calls.Single(call => call.Name == "pinv_RecordJournalPosting").Body["Actuals"]!.Single();
        Assert.AreEqual(unbilled.ToString("D"), (string?)journal["msdyn_actualid"]);
        Assert.AreEqual(1250m, (decimal)journal["msdyn_accountingamount"]!);
        var invoice = situation.Dataverse.Calls.Single(call => call.Name == "pinv_RecordInvoicePosting").Body;
        Assert.AreEqual("PF-1003", (string?)invoice["InvoiceNumber"]);
        Assert.IsTrue((bool)invoice["Complete"]!);
        Assert.AreEqual(billed.ToString("D"), (string?)invoice["Actuals"]!.Single()["msdyn_actualid"]);
        Assert.AreEqual(1.25m, (decimal)invoice["Actuals"]!.Single()["msdyn_accountexchangerate"]!);
    }

    [TestMethod]
    public async Task It_holds_what_was_delivered_when_it_is_compared()
    {
        await using var situation = await Situation.CreateAsync();
        await situation.UseEmbeddedFinanceAsync();
        await situation.StartAsync();
        var sample = new Sample(situation.Dataverse);
        situation.Dataverse.Put("msdyn_project", sample.Project, new { msdyn_projectnumber = "PRJ-0001" });
        sample.Connection(sample.Actual(Sample.Billed), "Billed Sales", sample.Actual(Sample.Unbilled), "Unbilled Sales");
        sample.PendingMessage();
        await situation.RunAsync();

        await situation.PostAsync("/api/reconcile", null, Authority.AdministratorClient);
        await situation.RunAsync();

        var state = await situation.ReadAsync(context => context.Reconciliations.SingleAsync());
        if (state.Reason == "finance was started")
        {
            // Finance asks by itself, perhaps only now: what it asks for is another comparison than the one above.
            await situation.RunAsync();
            state = await situation.ReadAsync(context => context.Reconciliations.SingleAsync());
        }

        Assert.AreEqual((null, 0), (state.RequestedOn, state.Missing));
        Assert.IsEmpty((await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!);
    }

    [TestMethod]
    public async Task Everything_a_second_time_changes_nothing()
    {
        await using var situation = await Situation.CreateAsync();
        var finance = await situation.UseEmbeddedFinanceAsync();
        await situation.StartAsync();
        var sample = new Sample(situation.Dataverse);
        situation.Dataverse.Put("msdyn_project", sample.Project, new { msdyn_projectnumber = "PRJ-0001" });
        sample.Actual(Sample.Billed);
        await situation.PushAsync(Situation.Message(sample.Invoice));
        situation.Probe.ThrowAt(StepProbe.HeaderPosted);
        await Assert.ThrowsExactlyAsync<CrashException>(situation.DeliverHeadersAsync);
        situation.Probe.ThrowAt(StepProbe.BatchPosted);
        await Assert.ThrowsExactlyAsync<CrashException>(situation.SynchronizeAsync);

        await situation.CrashAndStartAsync();
        await situation.RunAsync();

        Assert.HasCount(1, await finance.RowsAsync("ProjInvoiceProposals"));
        Assert.HasCount(1, await finance.RowsAsync("ProjActualsImports"));
        Assert.AreEqual(WorkState.Done, (await situation.ReadAsync(context => context.Messages.SingleAsync())).State);
        Assert.IsEmpty(await situation.PendingAsync());
    }

    [TestMethod]
    public async Task A_change_of_an_amount_that_finance_has_booked_is_listed_with_finances_words()
    {
        await using var situation = await Situation.CreateAsync();
        var finance = await situation.UseEmbeddedFinanceAsync();
        await situation.StartAsync();
        var sample = new Sample(situation.Dataverse);
        situation.Dataverse.Put("msdyn_project", sample.Project, new { msdyn_projectnumber = "PRJ-0001" });
        var (changed, status) = (sample.Actual(Sample.Unbilled), sample.Actual(Sample.Unbilled));
        await situation.SynchronizeAsync();

        situation.Dataverse.Put("msdyn_actual", changed, new { msdyn_amount = 999m });
        situation.Dataverse.Put("msdyn_actual", status, new { msdyn_billingstatus = 192350001 });
        await situation.SynchronizeAsync();

        var listed = (await situation.PendingAsync()).Single();
        Assert.AreEqual(changed, listed.RecordId);
        StringAssert.Contains(listed.ErrorText, CodesOfOthers.KeyTaken, StringComparison.Ordinal);
        var row = (await finance.RowsAsync("ProjActualsImports")).Single(staged => (string?)staged["ActualsImportId"] == status.ToString("D"));
        Assert.AreEqual(192350001, (long)row["BillingStatusId"]!);
    }

    [TestMethod]
    public async Task A_class_that_finance_does_not_book_stops_its_own_invoice_only()
    {
        const int Retainer = 690970001;
        await using var situation = await Situation.CreateAsync();
        var finance = await situation.UseEmbeddedFinanceAsync();
        await situation.StartAsync();
        var (sample, advance) = (new Sample(situation.Dataverse), new Sample(situation.Dataverse, "PF-1004"));
        foreach (var project in new[] { sample.Project, advance.Project })
        {
            situation.Dataverse.Put("msdyn_project", project, new { msdyn_projectnumber = "PRJ-0001" });
        }

        var (unbilled, billed) = (sample.Actual(Sample.Unbilled), sample.Actual(Sample.Billed));
        sample.Connection(billed, "Billed Sales", unbilled, "Unbilled Sales");
        var category = situation.Dataverse.Put("msdyn_transactioncategory", new { msdyn_name = "Consulting" });
        situation.Dataverse.Put("msdyn_actual", unbilled, new { msdyn_transactioncategory = category });
        situation.Dataverse.Put("msdyn_actual", billed, new { msdyn_transactioncategory = category });
        var refused = advance.Actual(Sample.Billed, description: "Advance");
        situation.Dataverse.Put("msdyn_actual", refused, new { msdyn_transactionclassification = Retainer });
        await situation.PushAsync(Situation.Message(sample.Invoice));
        await situation.PushAsync(Situation.Message(advance.Invoice, "PF-1004"));

        await situation.RunAsync();
        await ImportAsync(finance);
        await finance.SendAsync(HttpMethod.Post, "/api/journals/post", new JObject());
        await ImportAsync(finance);

        var error = (await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!.Single();
        Assert.AreEqual($"Actual Advance ({refused:D})", (string?)error["record"]);
        StringAssert.Contains((string?)error["message"], CodesOfOthers.OutOfScope, StringComparison.Ordinal);
        var proposals = (await finance.RowsAsync("ProjInvoiceProposals")).ToDictionary(
            row => (string)row["InvoiceProposalId"]!,
            row => ((string)row["ProposalStatus"]!, (string?)row["WaitingReason"])
        );
        Assert.AreEqual(("Ready", null), proposals["PF-1003"]);
        Assert.AreEqual(("Open", "0 of 1 announced lines have arrived."), proposals["PF-1004"]);
    }

    private static async Task ImportAsync(EmbeddedFinance finance)
    {
        var result = await finance.SendAsync(HttpMethod.Post, "/api/import", new JObject { ["company"] = null, ["proposal"] = null });
        Assert.IsEmpty(result["messages"]!, result.ToString());
    }

    // Finance reports from its own outbox, on its own thread: a process boundary in all but name.
    private static Task ReportedAsync(Situation situation, int parts) =>
        Deadline.UntilAsync(async () => await situation.ReadAsync(context => context.Postings.CountAsync()) == parts);
}
