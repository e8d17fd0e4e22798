using ProjectInvoice.Connector.Delivery;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_an_invoice_is_confirmed_in_chunks
{
    private const int Draft = 192350000;
    private const int Confirmed = 192350002;
    private const int CustomerInvoiceCreated = 192350001;

    [TestMethod]
    public async Task Its_rows_wait_chunk_by_chunk_until_it_is_confirmed()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = Started(situation);
        var first = Chunk(sample);
        await situation.RunAsync();
        var second = Chunk(sample);
        await situation.RunAsync();
        Assert.IsEmpty(situation.Finance.Rows("ProjActualsImports"));
        Assert.IsEmpty(situation.Finance.Rows("ProjTransactionRelationships"));
        Assert.IsTrue((await situation.PendingAsync()).TrueForAll(row => row.State == WorkState.Held));

        Finish(situation, sample);
        await situation.RunAsync();

        CollectionAssert.AreEquivalent(new[] { first.Billed, second.Billed }, Ids(situation, "ProjActualsImports", "ActualsImportId"));
        CollectionAssert.AreEquivalent(
            new[] { first.Bills, first.Reverses, second.Bills, second.Reverses },
            Ids(situation, "ProjTransactionRelationships", "ConnectionId")
        );
        Assert.HasCount(1, situation.Finance.Rows("ProjInvoiceProposals"));
        Assert.IsEmpty(await situation.PendingAsync());
    }

    [TestMethod]
    public async Task The_message_lets_its_rows_go_at_once()
    {
        await using var situation = await Situation.CreateAsync();
        await situation.StartAsync(clockwork: true);
        var sample = Started(situation);
        Chunk(sample);
        await situation.PostAsync("/api/run", null, Authority.AdministratorClient);
        await Deadline.UntilAsync(async () => (await situation.PendingAsync()).Count(row => row.State == WorkState.Held) == 3);

        situation.Dataverse.Put("invoice", sample.Invoice, new { msdyn_projectinvoicestatus = Confirmed });
        await situation.PushAsync(Situation.Message(sample.Invoice));

        await Deadline.UntilAsync(() =>
            Task.FromResult(situation.Finance.Rows("ProjActualsImports").Count == 1 && situation.Finance.Rows("ProjTransactionRelationships").Count == 2)
        );
    }

    [TestMethod]
    public async Task What_was_there_before_goes_and_only_its_change_waits()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = Started(situation);
        var original = sample.Actual(Sample.Unbilled);
        situation.Dataverse.Put("msdyn_actual", original, new { msdyn_billingstatus = CustomerInvoiceCreated });
        await situation.SynchronizeAsync();
        Assert.AreEqual(CustomerInvoiceCreated, (int)situation.Finance.Rows("ProjActualsImports").Single()["BillingStatusId"]!);
        var requests = situation.Finance.Requests.Count;

        situation.Dataverse.Put("msdyn_actual", original, new { msdyn_billingstatus = Confirmed });
        await situation.SynchronizeAsync();
        Assert.AreEqual(requests, situation.Finance.Requests.Count);
        Finish(situation, sample);
        await situation.SynchronizeAsync();

        Assert.IsGreaterThan(requests, situation.Finance.Requests.Count);
    }

    [TestMethod]
    public async Task A_canceled_one_leaves_no_trace()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = Started(situation);
        var (billed, reversal, bills, reverses) = Chunk(sample);
        await situation.RunAsync();

        situation.Dataverse.Delete("msdyn_transactionconnection", bills);
        situation.Dataverse.Delete("msdyn_transactionconnection", reverses);
        situation.Dataverse.Delete("msdyn_actual", billed);
        situation.Dataverse.Delete("msdyn_actual", reversal);
        await situation.RunAsync();
        Finish(situation, sample);
        await situation.RunAsync();

        Assert.IsEmpty(situation.Finance.Rows("ProjActualsImports"));
        Assert.IsEmpty(situation.Finance.Rows("ProjTransactionRelationships"));
        Assert.IsEmpty(await situation.PendingAsync());
        Assert.AreEqual(
            0,
            await situation.ReadAsync(context => Task.FromResult(context.KnownRows.Count(row => row.RecordId == billed || row.RecordId == reversal)))
        );
        Assert.IsEmpty((await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!);
    }

    [TestMethod]
    public async Task A_canceled_one_leaves_no_trace_where_its_deletions_were_never_told()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = Started(situation);
        var (billed, reversal, bills, _) = Chunk(sample);
        await situation.SynchronizeAsync();
        situation.Dataverse.Delete("msdyn_transactionconnection", bills);
        situation.Dataverse.Delete("msdyn_actual", billed);
        situation.Dataverse.Fail(
            request => request.Option("$deltatoken") is not null,
            Reply.DataverseError(400, "0x80044352", "Version stamp associated with the client has expired."),
            times: 3
        );

        await situation.SynchronizeAsync();
        Assert.HasCount(1, await situation.PendingAsync());
        CollectionAssert.AreEquivalent(
            new[] { reversal },
            await situation.ReadAsync(context => Task.FromResult(context.KnownRows.Select(row => row.RecordId).ToList()))
        );
        Finish(situation, sample);
        await situation.SynchronizeAsync();

        Assert.IsEmpty(situation.Finance.Rows("ProjActualsImports"));
        Assert.HasCount(1, situation.Finance.Rows("ProjTransactionRelationships"));
    }

    [TestMethod]
    public async Task Rows_without_invoice_and_of_confirmed_invoices_go_meanwhile()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = Started(situation);
        Chunk(sample);
        var other = new Sample(situation.Dataverse, "PF-1004");
        var (confirmed, free) = (other.Actual(Sample.Billed), other.Actual(Sample.Unbilled, ofInvoice: false));
        var connection = other.Connection(confirmed, "Billed Sales", free, "Unbilled Sales");
        var paid = new Sample(situation.Dataverse, "PF-1005");
        situation.Dataverse.Put("invoice", paid.Invoice, new { msdyn_projectinvoicestatus = 192350003 });
        var ofPaid = paid.Actual(Sample.Billed);

        await situation.SynchronizeAsync();

        CollectionAssert.AreEquivalent(new[] { confirmed, free, ofPaid }, Ids(situation, "ProjActualsImports", "ActualsImportId"));
        CollectionAssert.AreEquivalent(new[] { connection }, Ids(situation, "ProjTransactionRelationships", "ConnectionId"));
    }

    [TestMethod]
    public async Task A_connection_that_is_read_before_its_actual_waits_with_it()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = Started(situation);
        var original = sample.Actual(Sample.Unbilled, ofInvoice: false);
        var billed = Guid.NewGuid();
        var connection = sample.Connection(billed, "Billed Sales", original, "Unbilled Sales");
        await situation.SynchronizeAsync();
        Assert.IsEmpty(situation.Finance.Rows("ProjTransactionRelationships"));

        sample.Actual(Sample.Billed, id: billed);
        await situation.SynchronizeAsync();
        Assert.IsEmpty(situation.Finance.Rows("ProjTransactionRelationships"));
        Finish(situation, sample);
        await situation.SynchronizeAsync();

        CollectionAssert.AreEquivalent(new[] { connection }, Ids(situation, "ProjTransactionRelationships", "ConnectionId"));
        Assert.IsEmpty(await situation.PendingAsync());
    }

    [TestMethod]
    public async Task A_connection_goes_only_when_both_of_its_ends_may()
    {
        await using var situation = await Situation.StartedAsync();
        var (first, second) = (Started(situation), Started(situation, "PF-1004"));
        var connection = first.Connection(first.Actual(Sample.Billed), "Original", second.Actual(Sample.Billed, -1000m), "Reversing");
        await situation.SynchronizeAsync();
        Finish(situation, first);
        await situation.SynchronizeAsync();
        Assert.IsEmpty(situation.Finance.Rows("ProjTransactionRelationships"));

        Finish(situation, second);
        await situation.SynchronizeAsync();

        CollectionAssert.AreEquivalent(new[] { connection }, Ids(situation, "ProjTransactionRelationships", "ConnectionId"));
    }

    [TestMethod]
    public async Task What_a_correction_makes_billable_again_waits_for_it_though_it_names_no_invoice()
    {
        await using var situation = await Situation.StartedAsync();
        var original = new Sample(situation.Dataverse, "PF-1002");
        var billed = original.Actual(Sample.Billed);
        await situation.SynchronizeAsync();
        var correction = Started(situation);
        var (credit, billable) = (correction.Actual(Sample.Billed, -1000m), correction.Actual(Sample.Unbilled, ofInvoice: false));
        Origin(situation, billable, original.Invoice);
        Origin(situation, billable, correction.Invoice);
        var credits = correction.Connection(credit, "Reversing", billed, "Original");
        var replaces = correction.Connection(billable, "Replacing", billed, "Original");
        var approved = correction.Actual(Sample.Unbilled, ofInvoice: false);

        await situation.SynchronizeAsync();
        CollectionAssert.AreEquivalent(new[] { billed, approved }, Ids(situation, "ProjActualsImports", "ActualsImportId"));
        Assert.IsEmpty(situation.Finance.Rows("ProjTransactionRelationships"));
        Finish(situation, correction);
        await situation.SynchronizeAsync();

        CollectionAssert.AreEquivalent(new[] { billed, approved, credit, billable }, Ids(situation, "ProjActualsImports", "ActualsImportId"));
        CollectionAssert.AreEquivalent(new[] { credits, replaces }, Ids(situation, "ProjTransactionRelationships", "ConnectionId"));
        Assert.IsEmpty(await situation.PendingAsync());
    }

    [TestMethod]
    public async Task Origins_are_read_only_while_something_is_waited_for()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        for (var row = 0; row < 100; row++)
        {
            sample.Actual(Sample.Unbilled, ofInvoice: false);
        }

        sample.Actual(Sample.Billed);
        await situation.SynchronizeAsync();

        Assert.HasCount(101, situation.Finance.Rows("ProjActualsImports"));
        Assert.IsFalse(situation.Dataverse.Requests.Any(request => request.Path.EndsWith("/msdyn_transactionorigins", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Its_connections_wait_where_the_actuals_cannot_be_read()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var (billed, unbilled) = (sample.Actual(Sample.Billed), sample.Actual(Sample.Unbilled));
        sample.Connection(billed, "Billed Sales", unbilled, "Unbilled Sales");
        situation.Dataverse.Fail(DataverseServer.ChangesOf("msdyn_actuals"), Reply.DataverseError(403, "0x80040220", "missing prvReadmsdyn_actual"));

        await situation.SynchronizeAsync();
        Assert.IsEmpty(situation.Finance.Rows("ProjTransactionRelationships"));
        await situation.SynchronizeAsync();

        Assert.HasCount(1, situation.Finance.Rows("ProjTransactionRelationships"));
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow(StepProbe.PageStored)]
    [DataRow(StepProbe.RowsHeld)]
    [DataRow(StepProbe.RowsReleased)]
    [DataRow(StepProbe.BatchPosted)]
    [DataRow(StepProbe.BatchMarked)]
    public async Task A_crash_in_between_loses_nothing_and_lets_nothing_go_early(string step)
    {
        await using var situation = await Situation.CreateAsync();
        situation.Set("Dataverse:PageSize", "5");
        situation.Set("Delivery:RowsABatch", "4");
        await situation.StartAsync();
        var sample = Started(situation);
        var chunks = Enumerable.Range(0, 4).Select(_ => Chunk(sample)).ToList();
        var crashes = 0;

        situation.Probe.ThrowAt(step);
        crashes += await CrashesAsync(situation);
        Assert.IsEmpty(situation.Finance.Rows("ProjActualsImports"));
        Finish(situation, sample);
        situation.Probe.ThrowAt(step);
        crashes += await CrashesAsync(situation);
        await situation.SynchronizeAsync();

        Assert.IsGreaterThan(0, crashes);
        CollectionAssert.AreEquivalent(chunks.Select(chunk => chunk.Billed).ToList(), Ids(situation, "ProjActualsImports", "ActualsImportId"));
        Assert.HasCount(8, situation.Finance.Rows("ProjTransactionRelationships"));
        Assert.AreEqual(12, situation.Finance.Counts.Inserted);
        Assert.IsEmpty(await situation.PendingAsync());
    }

    [TestMethod]
    public async Task Its_status_is_read_in_pages_and_anew_in_each_run()
    {
        await using var situation = await Situation.StartedAsync();
        var samples = Enumerable.Range(0, 60).Select(number => Started(situation, $"PF-{2000 + number}")).ToList();
        foreach (var sample in samples)
        {
            for (var line = 0; line < 5; line++)
            {
                Chunk(sample);
            }
        }

        await situation.SynchronizeAsync();
        var before = Statuses(situation);
        Assert.IsLessThan(10, before);

        await situation.SynchronizeAsync();

        // Two maps, and sixty invoices at forty a read.
        Assert.AreEqual(4, Statuses(situation) - before);
        Assert.HasCount(900, await situation.PendingAsync());
    }

    [TestMethod]
    public async Task What_waits_for_something_that_is_gone_is_listed_and_the_status_tells_what_waits()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = Started(situation);
        var billed = sample.Actual(Sample.Billed);
        sample.Connection(billed, "Billed Sales", Guid.NewGuid(), "Unbilled Sales");
        await situation.SynchronizeAsync();
        var status = (await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body;
        Assert.IsEmpty(status["errors"]!);
        var heldActuals = status["held"]!.Single(held => (string?)held["map"] == "Project Operations integration actuals (msdyn_actuals)");
        Assert.AreEqual((sample.Invoice, "PF-1003"), ((Guid)heldActuals["id"]!, (string?)heldActuals["record"]));

        situation.Dataverse.Delete("invoice", sample.Invoice);
        await situation.SynchronizeAsync();
        await situation.SynchronizeAsync();

        status = (await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body;
        Assert.IsTrue(
            status["errors"]!.Any() && status["errors"]!.All(error => (string?)error["code"] == DeliveryErrors.AwaitedGone.Code),
            status["errors"]!.ToString()
        );
    }

    [TestMethod]
    public async Task A_connection_of_an_actual_that_never_comes_is_listed_until_it_is_deleted()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var connection = sample.Connection(sample.Actual(Sample.Billed), "Billed Sales", Guid.NewGuid(), "Unbilled Sales");
        await situation.SynchronizeAsync();
        await situation.SynchronizeAsync();
        Assert.AreEqual(DeliveryErrors.PartnerGone.Code, (await situation.PendingAsync()).Single().ErrorCode);

        situation.Dataverse.Delete("msdyn_transactionconnection", connection);
        await situation.SynchronizeAsync();

        Assert.IsEmpty(await situation.PendingAsync());
    }

    private static Sample Started(Situation situation, string number = "PF-1003")
    {
        var sample = new Sample(situation.Dataverse, number);
        situation.Dataverse.Put("invoice", sample.Invoice, new { msdyn_projectinvoicestatus = Draft });
        return sample;
    }

    /// <summary>What a chunk writes for one line: the reversal, which is never sent itself, what was billed, and their connections.</summary>
    private static (Guid Billed, Guid Reversal, Guid Bills, Guid Reverses) Chunk(Sample sample)
    {
        var (reversal, billed) = (sample.Actual(Sample.Unbilled, -1000m, skipSync: true), sample.Actual(Sample.Billed));
        return (
            billed,
            reversal,
            sample.Connection(billed, "Billed Sales", reversal, "Unbilled Sales"),
            sample.Connection(reversal, "Reversing", reversal, "Original")
        );
    }

    private static void Origin(Situation situation, Guid actual, Guid invoice) =>
        situation.Dataverse.Put(
            "msdyn_transactionorigin",
            new
            {
                msdyn_transaction = actual.ToString("D"),
                msdyn_transactiontype = "msdyn_actual",
                msdyn_origin = invoice.ToString("D"),
                msdyn_origintype = "invoice",
            }
        );

    private static void Finish(Situation situation, Sample sample)
    {
        situation.Dataverse.Put("invoice", sample.Invoice, new { msdyn_projectinvoicestatus = Confirmed });
        sample.PendingMessage();
    }

    private static async Task<int> CrashesAsync(Situation situation)
    {
        try
        {
            await situation.SynchronizeAsync();
            return 0;
        }
        catch (CrashException)
        {
            await situation.CrashAndStartAsync();
            await situation.SynchronizeAsync();
            return 1;
        }
    }

    private static List<Guid> Ids(Situation situation, string set, string key) => situation.Finance.Rows(set).Select(row => (Guid)row[key]!).ToList();

    private static int Statuses(Situation situation) =>
        situation.Dataverse.Requests.Count(request =>
            request.Path.EndsWith("/invoices", StringComparison.Ordinal)
            && request.Option("$select")?.Contains("msdyn_projectinvoicestatus", StringComparison.Ordinal) == true
        );
}
