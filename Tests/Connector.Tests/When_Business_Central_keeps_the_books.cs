using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Documents;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Postings;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

/// <summary>Business Central as documented, by the profile and the maps that are shipped for it: an invoice is one document with its lines.</summary>
[TestClass]
internal sealed class When_Business_Central_keeps_the_books
{
    private const string Profile = "Business Central";
    private const string Invoices = "salesInvoices";
    private const string Memos = "salesCreditMemos";

    [TestMethod]
    public async Task An_invoice_becomes_a_draft_with_its_lines_and_comes_back_once_a_clerk_posted_it()
    {
        var central = new BusinessCentralServer();
        await using var situation = await StartedAsync(central);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        sample.Actual(Sample.Unbilled);
        var (billed, free) = (sample.Actual(Sample.Billed), sample.Actual(Sample.Billed, billing: Sample.NonChargeable));
        await situation.RunAsync();
        var draft = central.Documents(Invoices).Single();

        central.PostAll(Invoices);
        await situation.RunAsync();

        await TableMapFiles.NothingIsListedAsync(situation);
        Assert.AreEqual(
            ("Draft", "PF-1003", "C-0001", "GBP", "2026-09-30"),
            (
                (string)draft["status"]!,
                (string)draft["externalDocumentNumber"]!,
                (string)draft["customerNumber"]!,
                (string)draft["currencyCode"]!,
                (string)draft["postingDate"]!
            )
        );
        var line = BusinessCentralServer.Lines(draft).Single();
        Assert.AreEqual(
            (10_000, "Account", "40100", 4m, 250m, "STANDARD", "Design"),
            (
                (int)line["sequence"]!,
                (string)line["lineType"]!,
                (string)line["lineObjectNumber"]!,
                (decimal)line["quantity"]!,
                (decimal)line["unitPrice"]!,
                (string)line["taxCode"]!,
                (string)line["description"]!
            )
        );
        var recorded = situation.Dataverse.Calls.Single();
        var number = (string)central.Documents(Invoices).Single()["number"]!;
        Assert.AreEqual("pinv_RecordInvoicePosting", recorded.Name);
        Assert.AreEqual(
            ("PF-1003", number, "2026-09-30T00:00:00Z", 200m, true),
            (
                (string)recorded.Body["InvoiceNumber"]!,
                (string)recorded.Body["CustomerInvoiceNumber"]!,
                (string)recorded.Body["CustomerInvoiceDate"]!,
                (decimal)recorded.Body["TaxAmount"]!,
                (bool)recorded.Body["Complete"]!
            )
        );

        // 125 USD for 100 GBP since the first of September: 1,000 GBP are 1,250 USD, 200 GBP of tax 250 USD.
        var actuals = recorded.Body["Actuals"]!.ToDictionary(actual => (string)actual["msdyn_actualid"]!);
        Assert.AreEqual((number, 1.25m, 1250m, 200m, 250m), Recorded(actuals[billed.ToString()]));
        Assert.AreEqual((number, 1.25m, 0m, 0m, (decimal?)null), Recorded(actuals[free.ToString()]));
        Assert.HasCount(2, actuals);
    }

    [TestMethod]
    public async Task Where_the_profile_says_so_the_connector_posts_it()
    {
        var central = new BusinessCentralServer();
        await using var situation = await StartedAsync(central, posts: true);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        sample.Actual(Sample.Billed);

        await situation.RunAsync();

        Assert.AreEqual("Open", (string?)central.Documents(Invoices).Single()["status"]);
        Assert.HasCount(1, situation.Dataverse.Calls);
        await TableMapFiles.NothingIsListedAsync(situation);
    }

    [TestMethod]
    public async Task A_second_run_and_a_resend_change_nothing()
    {
        var central = new BusinessCentralServer();
        await using var situation = await StartedAsync(central, posts: true);
        var sample = new Sample(situation.Dataverse);
        var message = sample.PendingMessage();
        sample.Actual(Sample.Billed);
        await situation.RunAsync();
        var (writes, calls) = (Writes(central), situation.Dataverse.Calls.Count);

        await situation.RunAsync();
        situation.Dataverse.Put("pinv_integrationmessage", message, new { pinv_status = 482190000 });
        await situation.RunAsync();
        await situation.RunAsync();

        Assert.AreEqual(writes, Writes(central));
        Assert.AreEqual(calls, situation.Dataverse.Calls.Count);
        await TableMapFiles.NothingIsListedAsync(situation);
    }

    [TestMethod]
    [DataRow(StepProbe.DocumentCreated)]
    [DataRow(StepProbe.DocumentLinesAdded)]
    [DataRow(StepProbe.DocumentFilled)]
    [DataRow(StepProbe.DocumentPosted)]
    [DataRow(StepProbe.HeaderPosted)]
    [DataRow(StepProbe.HeaderMarked)]
    [DataRow(StepProbe.InvoiceMarkedSent)]
    [DataRow(StepProbe.PostingStored)]
    [DataRow(StepProbe.PostingPageTaken)]
    [DataRow(StepProbe.PostingPlaceKept)]
    [DataRow(StepProbe.PostingRecorded)]
    [DataRow(StepProbe.PostingMarked)]
    public async Task A_crash_at_any_step_loses_nothing_and_doubles_nothing(string step)
    {
        var central = new BusinessCentralServer();
        await using var situation = await StartedAsync(central, posts: true, operations: 2);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        var billed = Enumerable.Range(0, 5).Select(_ => sample.Actual(Sample.Billed)).ToList();
        situation.Probe.ThrowAt(step);

        await Assert.ThrowsExactlyAsync<CrashException>(situation.RunAsync);
        await situation.CrashAndStartAsync();
        await situation.RunAsync();
        await situation.RunAsync();

        var document = central.Documents(Invoices).Single();
        Assert.AreEqual("Open", (string?)document["status"]);
        CollectionAssert.AreEqual(
            new[] { 10_000, 20_000, 30_000, 40_000, 50_000 },
            BusinessCentralServer.Lines(document).Select(line => (int)line["sequence"]!).ToArray()
        );
        Assert.AreEqual(1, situation.Dataverse.Calls.Select(call => call.Body.ToString()).Distinct().Count(), "a repeated call is the same call");
        CollectionAssert.AreEquivalent(
            billed.ConvertAll(id => id.ToString()),
            situation.Dataverse.Calls[0].Body["Actuals"]!.Select(actual => (string)actual["msdyn_actualid"]!).ToList()
        );
        await TableMapFiles.NothingIsListedAsync(situation);
    }

    [TestMethod]
    public async Task Answers_that_are_lost_double_nothing()
    {
        var central = new BusinessCentralServer();
        await using var situation = await StartedAsync(central, posts: true, operations: 2);
        var sample = new Sample(situation.Dataverse);
        var message = sample.PendingMessage();
        Enumerable.Range(0, 3).ToList().ForEach(_ => sample.Actual(Sample.Billed));

        // The document, two batches of lines, the posting: each is done, and nobody is told.
        for (var run = 0; run < 6; run++)
        {
            central.Lose(1);
            await situation.RunAsync();
            await DueAsync(situation);
        }

        central.Lose(0);
        await situation.RunAsync();
        Assert.HasCount(3, BusinessCentralServer.Lines(central.Documents(Invoices).Single()));
        Assert.AreEqual("Open", (string?)central.Documents(Invoices).Single()["status"]);
        Assert.HasCount(1, situation.Dataverse.Calls);
        Assert.AreEqual(WorkState.Done, (await situation.ReadAsync(context => context.Messages.SingleAsync(row => row.Id == message))).State);
    }

    [TestMethod]
    public async Task Two_and_a_half_thousand_lines_are_one_document()
    {
        var central = new BusinessCentralServer { PageSize = 300 };
        await using var situation = await StartedAsync(central, posts: true);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        var billed = Enumerable.Range(0, 2500).Select(index => sample.Actual(Sample.Billed, amount: 100m + index)).ToList();

        await situation.RunAsync();

        var document = central.Documents(Invoices).Single();
        Assert.HasCount(2500, BusinessCentralServer.Lines(document));
        Assert.AreEqual(billed.Select((_, index) => 100m + index).Sum(), (decimal)document["totalAmountExcludingTax"]!);
        CollectionAssert.AreEqual(new[] { 1000, 1000, 500 }, situation.Dataverse.Calls.Select(call => ((JArray)call.Body["Actuals"]!).Count).ToArray());
        var amounts = situation
            .Dataverse.Calls.SelectMany(call => call.Body["Actuals"]!)
            .ToDictionary(actual => Guid.Parse((string)actual["msdyn_actualid"]!), actual => (decimal)actual["msdyn_accountingamount"]!);
        Assert.IsTrue(billed.Select((id, index) => amounts[id] == Math.Round((100m + index) * 1.25m, 2, MidpointRounding.AwayFromZero)).All(same => same));
    }

    [TestMethod]
    public async Task A_corrective_invoice_below_zero_becomes_a_credit_memo()
    {
        var central = new BusinessCentralServer();
        await using var situation = await StartedAsync(central, posts: true);
        var sample = new Sample(situation.Dataverse, "PF-1003-1");
        sample.PendingMessage();
        var credited = Negative(situation, sample, -8m, 200m, -1600m);
        var charged = Negative(situation, sample, 6m, 200m, 1200m);

        await situation.RunAsync();

        Assert.IsEmpty(central.Documents(Invoices));
        var memo = central.Documents(Memos).Single();
        Assert.AreEqual(
            (400m, 80m, "Open", "2026-09-30"),
            ((decimal)memo["totalAmountExcludingTax"]!, (decimal)memo["totalTaxAmount"]!, (string)memo["status"]!, (string)memo["creditMemoDate"]!)
        );
        var call = situation.Dataverse.Calls.Single().Body;
        Assert.AreEqual((-80m, (string)memo["number"]!), ((decimal)call["TaxAmount"]!, (string)call["CustomerInvoiceNumber"]!));
        var actuals = call["Actuals"]!.ToDictionary(actual => (string)actual["msdyn_actualid"]!, actual => (decimal)actual["msdyn_accountingamount"]!);
        Assert.AreEqual((-2000m, 1500m), (actuals[credited.ToString()], actuals[charged.ToString()]));
        await TableMapFiles.NothingIsListedAsync(situation);
    }

    [TestMethod]
    public async Task In_the_company_s_own_currency_the_rate_is_one()
    {
        var central = new BusinessCentralServer { OwnCurrency = "GBP" };
        await using var situation = await StartedAsync(central, posts: true);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        sample.Actual(Sample.Billed);

        await situation.RunAsync();

        var actual = situation.Dataverse.Calls.Single().Body["Actuals"]!.Single();
        Assert.AreEqual(
            (1m, 1000m, 200m),
            ((decimal)actual["msdyn_accountexchangerate"]!, (decimal)actual["msdyn_accountingamount"]!, (decimal)actual["msdyn_accountingtaxamount"]!)
        );
    }

    [TestMethod]
    public async Task A_line_that_it_would_round_to_another_amount_keeps_the_amount_that_was_confirmed()
    {
        var central = new BusinessCentralServer();
        await using var situation = await StartedAsync(central, posts: true);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();

        // 7.33 hours at 133.335 are 977.35 there; confirmed is what an earlier correction has left.
        var odd = Negative(situation, sample, 7.33m, 133.335m, 977.34m);
        var even = Negative(situation, sample, 7.5m, 133.33m, 999.98m);

        await situation.RunAsync();

        var lines = BusinessCentralServer.Lines(central.Documents(Invoices).Single()).ToDictionary(line => (decimal)line["netAmount"]!);
        Assert.AreEqual((1m, 977.34m), ((decimal)lines[977.34m]["quantity"]!, (decimal)lines[977.34m]["unitPrice"]!));
        Assert.AreEqual((7.5m, 133.33m), ((decimal)lines[999.98m]["quantity"]!, (decimal)lines[999.98m]["unitPrice"]!));
        CollectionAssert.AreEquivalent(
            new[] { odd.ToString(), even.ToString() },
            situation.Dataverse.Calls.Single().Body["Actuals"]!.Select(actual => (string)actual["msdyn_actualid"]!).ToList()
        );
        await TableMapFiles.NothingIsListedAsync(situation);
    }

    [TestMethod]
    public async Task An_invoice_that_charges_nothing_is_closed_without_a_document()
    {
        var central = new BusinessCentralServer();
        await using var situation = await StartedAsync(central, posts: true);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        sample.Actual(Sample.Billed, billing: Sample.NonChargeable);

        await situation.RunAsync();

        Assert.IsEmpty(central.Documents(Invoices));
        var call = situation.Dataverse.Calls.Single();
        Assert.AreEqual((482190005, true), ((int)call.Body["FinanceStatus"]!, (bool)call.Body["Complete"]!));
    }

    [TestMethod]
    public async Task A_text_that_is_too_long_is_cut_where_the_map_says_so()
    {
        var central = new BusinessCentralServer();
        await using var situation = await StartedAsync(central);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        sample.Actual(Sample.Billed, description: new string('d', 250));

        await situation.RunAsync();
        await situation.RunAsync();

        Assert.AreEqual(new string('d', 100), (string?)BusinessCentralServer.Lines(central.Documents(Invoices).Single()).Single()["description"]);
        await TableMapFiles.NothingIsListedAsync(situation);
    }

    [TestMethod]
    [DataRow("customer", "The sell-to customer cannot be found")]
    [DataRow("account", "Account does not exist")]
    [DataRow("tax", "VAT Prod. Posting Group")]
    [DataRow("currency", "does not match to a Currency")]
    public async Task What_is_unknown_there_is_listed_and_goes_once_it_is_made(string what, string words)
    {
        var central = new BusinessCentralServer();
        var (known, name) = what switch
        {
            "customer" => (central.Customers, "C-0001"),
            "account" => (central.Accounts, "40100"),
            "tax" => (central.TaxCodes, "STANDARD"),
            _ => (central.Currencies, "GBP"),
        };
        known.Remove(name);
        await using var situation = await StartedAsync(central, posts: true);
        var sample = new Sample(situation.Dataverse);
        var message = sample.PendingMessage();
        sample.Actual(Sample.Billed);
        await situation.RunAsync();
        var listed = (await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!.Single();

        known.Add(name);
        await RetryAsync(situation, message);

        Assert.AreEqual((FinanceSystemErrors.Refused.Code, "Invoice PF-1003"), ((string?)listed["code"], (string?)listed["record"]));
        StringAssert.Contains((string?)listed["message"], words);
        await IsPostedOnceAsync(situation, central);
    }

    [TestMethod]
    public async Task A_company_that_it_does_not_have_is_listed_and_goes_once_it_has()
    {
        var central = new BusinessCentralServer { Company = "CRONUS" };
        await using var situation = await StartedAsync(central, posts: true);
        var sample = new Sample(situation.Dataverse);
        var message = sample.PendingMessage();
        sample.Actual(Sample.Billed);
        await situation.RunAsync();
        CollectionAssert.AreEqual(new[] { FinanceSystemErrors.CompanyUnknown.Code }, await TableMapFiles.CodesAsync(situation));

        central.Company = "USPM";
        await RetryAsync(situation, message);

        await IsPostedOnceAsync(situation, central);
    }

    [TestMethod]
    public async Task Two_drafts_of_one_number_are_listed_until_one_is_left()
    {
        var central = new BusinessCentralServer();
        await using var situation = await StartedAsync(central, posts: true);
        var sample = new Sample(situation.Dataverse);
        var message = sample.PendingMessage();
        sample.Actual(Sample.Billed);
        central.Put("DRAFT-1", "PF-1003");
        central.Put("DRAFT-2", "PF-1003");
        central.Edit(Invoices, document => document["status"] = "Draft");
        await situation.PollAsync();
        await situation.DeliverHeadersAsync();
        CollectionAssert.AreEqual(new[] { DocumentErrors.FoundTwice.Code }, await TableMapFiles.CodesAsync(situation));

        central.Delete(Invoices);
        await RetryAsync(situation, message);

        await IsPostedOnceAsync(situation, central);
    }

    [TestMethod]
    [DataRow("quantity")]
    [DataRow("description")]
    [DataRow("another line")]
    public async Task A_draft_that_somebody_changed_before_it_was_complete_is_listed_until_it_is_deleted(string what)
    {
        var central = new BusinessCentralServer();
        await using var situation = await StartedAsync(central, posts: true);
        var sample = new Sample(situation.Dataverse);
        var message = sample.PendingMessage();
        sample.Actual(Sample.Billed);
        situation.Probe.ThrowAt(StepProbe.DocumentLinesAdded);
        await Assert.ThrowsExactlyAsync<CrashException>(situation.RunAsync);
        central.Edit(Invoices, document => Change(document, what));
        await situation.CrashAndStartAsync();
        await situation.RunAsync();
        CollectionAssert.AreEqual(new[] { DocumentErrors.DraftDiffers.Code }, await TableMapFiles.CodesAsync(situation));

        central.Delete(Invoices);
        await RetryAsync(situation, message);

        await IsPostedOnceAsync(situation, central);
    }

    [TestMethod]
    public async Task A_document_that_somebody_posted_before_it_was_complete_is_listed_until_it_is_canceled()
    {
        var central = new BusinessCentralServer();
        await using var situation = await StartedAsync(central, posts: true, operations: 1);
        var sample = new Sample(situation.Dataverse);
        var message = sample.PendingMessage();
        sample.Actual(Sample.Billed);
        sample.Actual(Sample.Billed);
        situation.Probe.ThrowAt(StepProbe.DocumentLinesAdded);
        await Assert.ThrowsExactlyAsync<CrashException>(situation.RunAsync);
        central.PostAll(Invoices);
        await situation.CrashAndStartAsync();
        await situation.RunAsync();
        CollectionAssert.AreEquivalent(
            new[] { DocumentErrors.PostedOtherwise.Code, PostingErrors.LinesMissing.Code },
            await TableMapFiles.CodesAsync(situation)
        );

        central.Edit(Invoices, document => document["status"] = "Canceled");
        await RetryAsync(situation, message);

        Assert.HasCount(2, central.Documents(Invoices));
        Assert.HasCount(1, situation.Dataverse.Calls);
        await TableMapFiles.NothingIsListedAsync(situation);
    }

    [TestMethod]
    public async Task A_rate_that_it_does_not_have_is_listed_and_asked_for_again()
    {
        var central = new BusinessCentralServer();
        central.Rates.Clear();
        await using var situation = await StartedAsync(central, posts: true);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        sample.Actual(Sample.Billed);
        await situation.RunAsync();
        CollectionAssert.AreEqual(new[] { PostingErrors.RateMissing.Code }, await TableMapFiles.CodesAsync(situation));

        central.Rates.Add(("GBP", "2026-09-30", 1m, 1.3m));
        await situation.RunAsync();

        Assert.AreEqual(1300m, (decimal)situation.Dataverse.Calls.Single().Body["Actuals"]![0]!["msdyn_accountingamount"]!);
        await TableMapFiles.NothingIsListedAsync(situation);
    }

    [TestMethod]
    public async Task Invoices_that_others_made_there_are_none_of_ours()
    {
        var central = new BusinessCentralServer();
        await using var situation = await StartedAsync(central, posts: true);
        new Sample(situation.Dataverse).Actual(Sample.Billed);
        central.Put("PS-INV1", "");
        central.Put("PS-INV2", "ORDER-77");

        await situation.RunAsync();

        Assert.IsEmpty(situation.Dataverse.Calls);
        await TableMapFiles.NothingIsListedAsync(situation);
    }

    [TestMethod]
    public async Task A_connector_without_its_database_finds_the_document_and_its_posting_again()
    {
        var central = new BusinessCentralServer();
        await using var situation = await StartedAsync(central);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        var billed = sample.Actual(Sample.Billed);
        await situation.RunAsync();

        await situation.LoseDatabaseAsync();
        central.PostAll(Invoices);
        await situation.RunAsync();
        await situation.RunAsync();

        Assert.HasCount(1, central.Documents(Invoices));
        Assert.AreEqual(billed.ToString(), (string?)situation.Dataverse.Calls.Single().Body["Actuals"]!.Single()["msdyn_actualid"]);
        await TableMapFiles.NothingIsListedAsync(situation);
    }

    [TestMethod]
    public async Task A_busy_service_delays_and_loses_nothing()
    {
        var central = new BusinessCentralServer();
        await using var situation = await StartedAsync(central, posts: true);
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        sample.Actual(Sample.Billed);
        central.Fail(DataverseServer.Path("$batch"), BusinessCentralServer.TooManyRequests, times: 2);
        central.Fail(DataverseServer.Path("Microsoft.NAV.post"), BusinessCentralServer.GatewayTimeout);
        await situation.RunAsync();
        CollectionAssert.AreEqual(new[] { FinanceSystemErrors.Busy.Code }, await TableMapFiles.CodesAsync(situation));

        await DueAsync(situation);
        await situation.RunAsync();

        await IsPostedOnceAsync(situation, central);
    }

    [TestMethod]
    public async Task A_company_that_the_connector_may_not_read_is_left_out_where_the_profile_says_so()
    {
        var central = new BusinessCentralServer { MayReadOther = false };
        await using var situation = await StartedAsync(central, posts: true, change: profile => profile["company"]!["only"] = new JArray("uspm"));
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        sample.Actual(Sample.Billed);

        await situation.RunAsync();

        await IsPostedOnceAsync(situation, central);
    }

    private static void Change(JObject document, string what)
    {
        var line = BusinessCentralServer.Lines(document)[0];
        switch (what)
        {
            case "quantity":
                line["quantity"] = 5m;
                break;
            case "description":
                line["description"] = "Something else";
                break;
            default:
                var other = (JObject)line.DeepClone();
                other["sequence"] = 70_000;
                ((JArray)document["lines"]!).Add(other);
                break;
        }
    }

    private static Guid Negative(Situation situation, Sample sample, decimal quantity, decimal price, decimal amount)
    {
        var id = sample.Actual(Sample.Billed);
        return situation.Dataverse.Put(
            "msdyn_actual",
            id,
            new
            {
                msdyn_quantity = quantity,
                msdyn_price = price,
                msdyn_amount = amount,
            }
        );
    }

    private static async Task<Situation> StartedAsync(BusinessCentralServer central, bool posts = false, int operations = 100, Action<JObject>? change = null)
    {
        var situation = await Situation.CreateAsync();
        await situation.UseAsync(
            central,
            Profile,
            profile =>
            {
                ProfileFiles.AskAlways(profile);
                profile["document"]!["then"] = posts ? "Post" : "Leave";
                profile["operations"] = operations;
                change?.Invoke(profile);
            }
        );
        await situation.StartAsync();
        return situation;
    }

    private static Task<int> DueAsync(Situation situation) =>
        situation.ReadAsync(context => context.Messages.ExecuteUpdateAsync(row => row.SetProperty(message => message.NotBefore, (DateTime?)null)));

    private static async Task RetryAsync(Situation situation, Guid message)
    {
        Assert.AreEqual(202, (await situation.PostAsync($"/api/inbox/{message:D}/retry", null, Authority.AdministratorClient)).Status);
        await situation.RunAsync();
    }

    private static async Task IsPostedOnceAsync(Situation situation, BusinessCentralServer central)
    {
        Assert.AreEqual("Open", (string?)central.Documents(Invoices).Single()["status"]);
        Assert.AreEqual(1000m, (decimal)central.Documents(Invoices).Single()["totalAmountExcludingTax"]!);
        Assert.HasCount(1, situation.Dataverse.Calls);
        await TableMapFiles.NothingIsListedAsync(situation);
    }

    private static int Writes(BusinessCentralServer central) => central.Requests.Count(request => request.Method != "GET");

    private static (string Voucher, decimal Rate, decimal Amount, decimal Tax, decimal? AccountingTax) Recorded(JToken actual) =>
        (
            (string)actual["msdyn_vouchernumber"]!,
            (decimal)actual["msdyn_accountexchangerate"]!,
            (decimal)actual["msdyn_accountingamount"]!,
            (decimal)actual["pinv_taxamount"]!,
            (decimal?)actual["msdyn_accountingtaxamount"]
        );
}
