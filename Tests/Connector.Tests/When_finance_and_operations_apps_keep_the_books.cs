using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

/// <summary>Finance and operations apps as documented, by the profile and the maps that are shipped for them.</summary>
[TestClass]
internal sealed class When_finance_and_operations_apps_keep_the_books
{
    public const string Profile = "Finance and operations apps";

    [TestMethod]
    public async Task An_invoice_is_delivered_posted_there_asked_for_and_recorded()
    {
        var apps = new AppsServer();
        await using var situation = await StartedAsync(apps);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        var (unbilled, billed) = (sample.Actual(Sample.Unbilled), sample.Actual(Sample.Billed));
        sample.Connection(billed, "Billed Sales", unbilled, "Unbilled Sales");

        await situation.RunAsync();
        AppsBooks.PostJournal(apps, unbilled, "PJV-1", 1250m);
        AppsBooks.PostInvoice(apps, "PF-1003", "INV-7", "2026-10-02", 200m, (billed, "PIV-1", 1250m, 250m));
        await situation.RunAsync();

        await TableMapFiles.NothingIsListedAsync(situation);
        Assert.HasCount(1, apps.Rows("ProjInvoiceProposals"));
        Assert.HasCount(2, apps.Rows("ProjActualsImports"));
        Assert.HasCount(1, apps.Rows("ProjTransactionRelationships"));
        var calls = situation.Dataverse.Calls;
        CollectionAssert.AreEqual(new[] { "pinv_RecordJournalPosting", "pinv_RecordInvoicePosting" }, calls.Select(call => call.Name).ToArray());
        var journal = (JObject)calls[0].Body["Actuals"]!.Single();
        Assert.AreEqual((unbilled.ToString(), "PJV-1", 1.25m, 1250m), Recorded(journal));
        var invoice = calls[1].Body;
        Assert.AreEqual(
            ("PF-1003", "INV-7", "2026-10-02T00:00:00Z", 200m, true),
            (
                (string)invoice["InvoiceNumber"]!,
                (string)invoice["CustomerInvoiceNumber"]!,
                (string)invoice["CustomerInvoiceDate"]!,
                (decimal)invoice["TaxAmount"]!,
                (bool)invoice["Complete"]!
            )
        );
        Assert.AreEqual((billed.ToString(), "PIV-1", 1.25m, 1250m), Recorded((JObject)invoice["Actuals"]!.Single()));
        Assert.AreEqual(250m, (decimal)invoice["Actuals"]![0]!["msdyn_accountingtaxamount"]!);
    }

    [TestMethod]
    public async Task A_second_run_changes_nothing()
    {
        var apps = new AppsServer();
        await using var situation = await StartedAsync(apps);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        var billed = sample.Actual(Sample.Billed);
        await situation.RunAsync();
        AppsBooks.PostInvoice(apps, "PF-1003", "INV-7", "2026-10-02", 200m, (billed, "PIV-1", 1250m, 250m));
        await situation.RunAsync();
        var before = situation.Dataverse.Calls.Count;
        var writes = Writes(situation, apps);

        await situation.RunAsync();

        Assert.AreEqual(before, situation.Dataverse.Calls.Count);
        Assert.AreEqual(writes, Writes(situation, apps));
    }

    [TestMethod]
    public async Task A_corrective_invoice_goes_with_its_negative_rows_and_comes_back_as_it_was_posted()
    {
        var apps = new AppsServer();
        await using var situation = await StartedAsync(apps);
        var sample = new Sample(situation.Dataverse, "PF-1003-1");
        sample.PendingMessage();
        var credited = sample.Actual(Sample.Billed, amount: -1000m);
        await situation.RunAsync();

        AppsBooks.PostInvoice(apps, "PF-1003-1", "CRN-3", "2026-10-05", -200m, (credited, "PIV-2", -1250m, -250m));
        await situation.RunAsync();

        Assert.AreEqual(-1000m, (decimal)apps.Rows("ProjActualsImports").Single()["Amount"]!);
        var recorded = situation.Dataverse.Calls.Single().Body;
        Assert.AreEqual((-200m, -1250m), ((decimal)recorded["TaxAmount"]!, (decimal)recorded["Actuals"]![0]!["msdyn_accountingamount"]!));
    }

    [TestMethod]
    public async Task Two_and_a_half_thousand_lines_go_in_change_sets_and_come_back_in_parts()
    {
        var apps = new AppsServer { PageSize = 700 };
        await using var situation = await StartedAsync(apps, ("Delivery:RowsABatch", "5000"));
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        var billed = Enumerable.Range(0, 2500).Select(_ => sample.Actual(Sample.Billed)).ToList();
        await situation.RunAsync();
        AppsBooks.PostInvoice(apps, "PF-1003", "INV-7", "2026-10-02", 500_000m, [.. billed.Select((id, index) => (id, $"PIV-{index}", 1250m, 250m))]);
        await situation.RunAsync();

        Assert.HasCount(2500, apps.Rows("ProjActualsImports"));
        var calls = situation.Dataverse.Calls;
        CollectionAssert.AreEqual(new[] { 1000, 1000, 500 }, calls.Select(call => ((JArray)call.Body["Actuals"]!).Count).ToArray());
        CollectionAssert.AreEqual(new[] { false, false, true }, calls.Select(call => (bool)call.Body["Complete"]!).ToArray());
        Assert.AreEqual(2500, calls.SelectMany(call => call.Body["Actuals"]!).Select(actual => (string)actual["msdyn_actualid"]!).Distinct().Count());
    }

    [TestMethod]
    [DataRow("The record already exists.")]
    [DataRow("Der Datensatz ist bereits vorhanden.")]
    [DataRow("L'enregistrement existe déjà.")]
    [DataRow("Запись уже существует.")]
    public async Task A_row_that_is_there_is_known_again_in_the_language_of_the_user(string text)
    {
        var apps = new AppsServer { AlreadyExists = text };
        await using var situation = await StartedAsync(apps);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        sample.Actual(Sample.Billed);
        await situation.RunAsync();

        await situation.LoseDatabaseAsync();
        situation.Dataverse.Put("pinv_integrationmessage", sample.PendingMessage(), new { pinv_status = 482190000 });
        await situation.RunAsync();

        await TableMapFiles.NothingIsListedAsync(situation);
        Assert.HasCount(1, apps.Rows("ProjActualsImports"));
    }

    [TestMethod]
    public async Task Throttling_delays_and_loses_nothing()
    {
        var apps = new AppsServer();
        await using var situation = await StartedAsync(apps, ("Retry:LongestDelay", "00:00:00.5"));
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        sample.Actual(Sample.Billed);
        apps.Fail(request => request.Path.EndsWith("ProjInvoiceProposals", StringComparison.Ordinal), AppsServer.Throttled("600"));
        apps.Fail(request => request.Path.EndsWith("$batch", StringComparison.Ordinal), AppsServer.Throttled(null), times: 2);

        await situation.RunAsync();

        Assert.HasCount(1, apps.Rows("ProjActualsImports"));
        Assert.IsEmpty(apps.Rows("ProjInvoiceProposals"));
        CollectionAssert.AreEqual(new[] { FinanceSystemErrors.Busy.Code }, await TableMapFiles.CodesAsync(situation));
    }

    [TestMethod]
    public async Task A_client_that_no_user_is_mapped_to_is_told_as_such()
    {
        var apps = new AppsServer();
        await using var situation = await StartedAsync(apps);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        await situation.RunAsync();
        sample.Actual(Sample.Billed);
        apps.Fail(_ => true, AppsServer.Unauthorized, times: 100);

        await situation.RunAsync();

        Assert.IsTrue((await TableMapFiles.CodesAsync(situation)).All(code => code == FinanceSystemErrors.RoleMissing.Code));
        Assert.HasCount(1, await situation.PendingAsync());
    }

    [TestMethod]
    public async Task A_customer_that_is_unknown_there_is_listed_and_goes_once_it_is_made()
    {
        var customers = new HashSet<string>();
        var apps = new AppsServer
        {
            Rule = (_, row) =>
                row["CustomerAccountNumber"] is { } number && !customers.Contains((string)number!)
                    ? $"The value '{number}' in field 'Customer account' is not found in the related table 'Customers'."
                    : null,
        };
        await using var situation = await StartedAsync(apps);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        sample.Actual(Sample.Billed);
        await situation.RunAsync();
        var listed = (await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!.Single();

        customers.Add("C-0001");
        await situation.PostAsync("/api/rows/retry", null, Authority.AdministratorClient);
        await situation.RunAsync();

        Assert.AreEqual(FinanceSystemErrors.Refused.Code, (string?)listed["code"]);
        StringAssert.Contains((string?)listed["message"], "The value 'C-0001' in field 'Customer account' is not found in the related table 'Customers'");
        Assert.HasCount(1, apps.Rows("ProjActualsImports"));
        await TableMapFiles.NothingIsListedAsync(situation);
    }

    [TestMethod]
    public async Task A_text_that_is_cut_there_is_not_taken_for_the_same()
    {
        var apps = new AppsServer();
        await using var situation = await StartedAsync(apps);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        sample.Actual(Sample.Billed, description: new string('d', 300));
        await situation.RunAsync();

        Assert.AreEqual(255, ((string)apps.Rows("ProjActualsImports").Single()["Description"]!).Length);
        await TableMapFiles.NothingIsListedAsync(situation);
    }

    [TestMethod]
    [DataRow(StepProbe.HeaderPosted)]
    [DataRow(StepProbe.HeaderMarked)]
    [DataRow(StepProbe.BatchPosted)]
    [DataRow(StepProbe.BatchMarked)]
    [DataRow(StepProbe.PostingPageTaken)]
    [DataRow(StepProbe.PostingPlaceKept)]
    [DataRow(StepProbe.PostingStored)]
    [DataRow(StepProbe.PostingRecorded)]
    [DataRow(StepProbe.PostingMarked)]
    public async Task A_crash_at_any_step_loses_nothing_and_doubles_nothing(string step)
    {
        var apps = new AppsServer();
        await using var situation = await StartedAsync(apps);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        var (unbilled, billed) = (sample.Actual(Sample.Unbilled), sample.Actual(Sample.Billed));
        situation.Probe.ThrowAt(step);

        for (var run = 0; run < 3; run++)
        {
            await RunOrCrashAsync(situation);
            if (apps.Rows("ProjActualsImports").Count == 2)
            {
                AppsBooks.PostJournal(apps, unbilled, "PJV-1", 1250m);
                AppsBooks.PostInvoice(apps, "PF-1003", "INV-7", "2026-10-02", 200m, (billed, "PIV-1", 1250m, 250m));
            }
        }

        Assert.HasCount(1, apps.Rows("ProjInvoiceProposals"));
        Assert.HasCount(2, apps.Rows("ProjActualsImports"));
        Assert.AreEqual(2, situation.Dataverse.Calls.Select(call => call.Body.ToString()).Distinct().Count(), "a repeated call is the same call");
        Assert.AreEqual(2, await situation.ReadAsync(context => context.Postings.CountAsync(part => part.State == WorkState.Done)));
        await TableMapFiles.NothingIsListedAsync(situation);
    }

    [TestMethod]
    public async Task Rows_of_another_company_than_the_user_s_are_read_and_written()
    {
        var apps = new AppsServer { DefaultCompany = "dat" };
        await using var situation = await StartedAsync(apps);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        var billed = sample.Actual(Sample.Billed);
        await situation.RunAsync();

        Assert.AreEqual("uspm", (string?)apps.Rows("ProjActualsImports").Single(row => (string?)row["ActualId"] == billed.ToString())["dataAreaId"]);
        Assert.IsTrue(
            apps.Requests.Where(request => request.Method == "GET" && !request.Path.EndsWith("$metadata", StringComparison.Ordinal))
                .All(request => request.Option("cross-company") == "true")
        );
    }

    public static async Task<Situation> StartedAsync(AppsServer apps, params (string Key, string Value)[] settings)
    {
        var situation = await Situation.CreateAsync();
        await situation.UseAsync(apps, Profile);
        foreach (var (key, value) in settings)
        {
            situation.Set(key, value);
        }

        await situation.StartAsync();
        return situation;
    }

    private static async Task RunOrCrashAsync(Situation situation)
    {
        try
        {
            await situation.RunAsync();
        }
        catch (CrashException)
        {
            await situation.CrashAndStartAsync();
        }
    }

    private static int Writes(Situation situation, AppsServer apps) =>
        apps.Requests.Count(request => request.Method != "GET") + situation.Dataverse.Requests.Count(request => request.Method != "GET");

    private static (string Actual, string Voucher, decimal Rate, decimal Amount) Recorded(JObject actual) =>
        (
            (string)actual["msdyn_actualid"]!,
            (string)actual["msdyn_vouchernumber"]!,
            (decimal)actual["msdyn_accountexchangerate"]!,
            (decimal)actual["msdyn_accountingamount"]!
        );
}
