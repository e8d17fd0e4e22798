using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Postings;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_finance_was_restored_from_a_backup
{
    private static readonly Guid Books = Guid.Parse("8f0c0000-1111-2222-3333-444455556666");
    private static readonly Guid OtherBooks = Guid.Parse("9a9a0000-1111-2222-3333-444455556666");

    [TestMethod]
    public async Task The_connector_says_the_highest_numbers_that_it_was_told()
    {
        await using var situation = await StartedAsync();
        await PostAsync(situation, Part(Books, 1, ("Customer invoice", 17), ("Journal voucher", 240)));
        await PostAsync(situation, Part(Books, 1, ("Customer invoice", 16), ("Journal voucher", 241)));
        await PostAsync(situation, Part(Books, 1, ("Customer invoice", 3)), company: "uspm");

        var answer = await AskAsync(situation, Books);

        Assert.AreEqual(200, answer.Status);
        Assert.AreEqual((Books.ToString("D"), 1), ((string?)answer.Body["source"], (int)answer.Body["generation"]!));
        CollectionAssert.AreEqual(
            new[] { "USMF Customer invoice 17", "USMF Journal voucher 241", "USPM Customer invoice 3" },
            answer.Body["numbers"]!.Select(number => $"{number["company"]} {number["reference"]} {number["number"]}").ToList()
        );
    }

    [TestMethod]
    public async Task What_it_was_told_outlives_its_restart_and_a_part_that_waited_lowers_nothing()
    {
        await using var situation = await StartedAsync();
        await PostAsync(situation, Part(Books, 2, ("Customer invoice", 20)));
        await situation.CrashAndStartAsync();

        Assert.AreEqual(202, (await PostAsync(situation, Part(Books, 1, ("Customer invoice", 19)))).Status, "a part of before waited in an outbox");

        var answer = await AskAsync(situation, Books);
        Assert.AreEqual((2, 20), ((int)answer.Body["generation"]!, (int)answer.Body["numbers"]!.Single()["number"]!));
    }

    [TestMethod]
    public async Task Books_of_which_nothing_was_told_begin_at_nothing()
    {
        await using var situation = await StartedAsync();

        var answer = await AskAsync(situation, Books);

        Assert.AreEqual((200, 0), (answer.Status, (int)answer.Body["generation"]!));
        Assert.IsEmpty(answer.Body["numbers"]!);
    }

    [TestMethod]
    public async Task A_part_without_books_is_taken_as_before()
    {
        await using var situation = await StartedAsync();
        var part = Part(Books, 1);
        part.Remove("source");

        Assert.AreEqual(202, (await PostAsync(situation, part)).Status);
    }

    [TestMethod]
    [DataRow("source", "\"x\"")]
    [DataRow("generation", "0")]
    [DataRow("generation", "null")]
    [DataRow("numbers", "{}")]
    [DataRow("numbers", "[{\"reference\":\"Customer invoice\",\"number\":\"many\"}]")]
    [DataRow("numbers", "[{\"number\":1}]")]
    [DataRow("company", "\"\"")]
    public async Task Books_that_are_not_understood_are_refused(string property, string value)
    {
        await using var situation = await StartedAsync();
        var part = Part(Books, 1, ("Customer invoice", 1));
        part[property] = JToken.Parse(value);

        var answer = await PostAsync(situation, part, company: null);

        Assert.AreEqual((400, PostingErrors.NoBooks.Code), (answer.Status, (string?)answer.Body["error"]?["code"]));
    }

    [TestMethod]
    public async Task A_second_finance_is_refused_until_an_administrator_lets_it_take_over()
    {
        await using var situation = await StartedAsync();
        await PostAsync(situation, Part(Books, 1, ("Customer invoice", 17)));

        foreach (var refusal in new[] { await AskAsync(situation, OtherBooks), await PostAsync(situation, Part(OtherBooks, 1, ("Customer invoice", 1))) })
        {
            Assert.AreEqual((409, PostingErrors.OtherBooks.Code), (refusal.Status, (string?)refusal.Body["error"]!["code"]));
            StringAssert.Contains((string?)refusal.Body["error"]!["message"], $"POST /api/postings/sources/{OtherBooks:D}", StringComparison.Ordinal);
        }

        Assert.AreEqual(1, await situation.ReadAsync(context => context.Postings.CountAsync()));
        Assert.AreEqual(403, (await situation.PostAsync($"/api/postings/sources/{OtherBooks:D}", null, Authority.FinanceClient)).Status);
        Assert.AreEqual(200, (await situation.PostAsync($"/api/postings/sources/{OtherBooks:D}", null, Authority.AdministratorClient)).Status);
        Assert.AreEqual(202, (await PostAsync(situation, Part(OtherBooks, 1, ("Customer invoice", 1)))).Status);
        Assert.AreEqual(409, (await AskAsync(situation, Books)).Status);
    }

    [TestMethod]
    [DataRow("asked")]
    [DataRow("generation")]
    [DataRow("administrator")]
    public async Task What_it_lost_is_delivered_again_headers_cost_connections_and_milestones(string occasion)
    {
        await using var situation = await StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var kept = sample.Actual(Sample.Cost);
        var lost = Enumerable.Range(0, 5).Select(_ => sample.Actual(Sample.Cost, ofInvoice: false)).Append(sample.Actual(Sample.Billed)).ToList();
        sample.Connection(lost[5], "Billed Sales", kept, "Cost");
        sample.PendingMessage();
        await situation.RunAsync();
        await PostAsync(situation, Part(Books, 1, ("Customer invoice", 17)));
        var before = Everything(situation);
        situation.Finance.Forget("ProjInvoiceProposals", _ => true);
        situation.Finance.Forget("ProjTransactionRelationships", _ => true);
        situation.Finance.Forget("ProjActualsImports", row => (string?)row["ActualId"] != kept.ToString("D"));
        var inserted = situation.Finance.Counts.Inserted;

        _ = occasion switch
        {
            "asked" => await AskAsync(situation, Books),
            "generation" => await PostAsync(situation, Part(Books, 2, ("Customer invoice", 18))),
            _ => await situation.PostAsync("/api/reconcile", null, Authority.AdministratorClient),
        };
        await situation.RunAsync();
        await situation.RunAsync();

        Assert.AreEqual(before, Everything(situation));
        Assert.AreEqual(inserted + 8, situation.Finance.Counts.Inserted, "six actuals, a connection and a header; what was there is not sent again");
        var state = await situation.ReadAsync(context => context.Reconciliations.SingleAsync());
        Assert.AreEqual((null, 8), (state.RequestedOn, state.Missing));
    }

    [TestMethod]
    public async Task What_is_there_is_not_sent_again()
    {
        await using var situation = await StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Billed);
        sample.PendingMessage();
        await situation.RunAsync();
        var writes = situation.Finance.Requests.Count(request => request.Method != "GET");

        await situation.PostAsync("/api/reconcile", null, Authority.AdministratorClient);
        await situation.RunAsync();

        Assert.AreEqual(writes, situation.Finance.Requests.Count(request => request.Method != "GET"));
    }

    [TestMethod]
    public async Task A_comparison_that_finance_breaks_off_is_told_and_made_in_the_next_run()
    {
        await using var situation = await StartedAsync();
        var actual = new Sample(situation.Dataverse).Actual(Sample.Cost);
        await situation.RunAsync();
        situation.Finance.Forget();
        situation.Finance.Fail(request => request is { Method: "GET", Path: "/data/ProjActualsImports" }, new Reply(200, "<html>Sign in</html>", "text/html"));
        await situation.PostAsync("/api/reconcile", null, Authority.AdministratorClient);

        await situation.SynchronizeAsync();
        var error = (await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!.Single();
        Assert.AreEqual("reconcile", (string?)error["kind"]);
        Assert.IsEmpty(situation.Finance.Rows("ProjActualsImports"));

        await situation.SynchronizeAsync();
        Assert.AreEqual(actual.ToString("D"), (string?)situation.Finance.Rows("ProjActualsImports").Single()["ActualId"]);
        Assert.IsEmpty((await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!);
    }

    [TestMethod]
    public async Task With_the_connector_s_database_lost_everything_is_read_anew_and_finance_knows_its_rows()
    {
        await using var situation = await StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Cost);
        sample.Connection(sample.Actual(Sample.Billed), "Billed Sales", sample.Actual(Sample.Unbilled), "Unbilled Sales");
        sample.PendingMessage();
        await situation.RunAsync();
        var (before, inserted) = (Everything(situation), situation.Finance.Counts.Inserted);

        await situation.LoseDatabaseAsync();
        await situation.RunAsync();

        Assert.AreEqual(before, Everything(situation));
        Assert.AreEqual(inserted, situation.Finance.Counts.Inserted);
        Assert.IsEmpty(await situation.PendingAsync());
    }

    [TestMethod]
    public async Task With_both_lost_what_is_missing_is_there_again()
    {
        await using var situation = await StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Cost);
        sample.Connection(sample.Actual(Sample.Billed), "Billed Sales", sample.Actual(Sample.Unbilled), "Unbilled Sales");
        sample.PendingMessage();
        await situation.RunAsync();
        var before = Everything(situation);

        situation.Finance.Forget();
        await situation.LoseDatabaseAsync();
        await situation.RunAsync();
        await situation.RunAsync();

        Assert.AreEqual(before, Everything(situation));
    }

    [TestMethod]
    public async Task A_connector_that_was_made_after_postings_tells_what_Dataverse_has_recorded_of_each_company()
    {
        await using var situation = await StartedAsync();
        var sample = new Sample(situation.Dataverse);
        situation.Dataverse.Put("invoice", sample.Invoice, new { pinv_customerinvoicenumber = "INV-000017" });
        Vouchers(situation, sample.Actual(Sample.Billed), "INV-V-000009");
        Vouchers(situation, sample.Actual(Sample.Cost), "PJV-000010");
        Vouchers(situation, sample.Actual(Sample.Cost), "PJV-000009");
        Vouchers(situation, sample.Actual(Sample.Cost), "26/0003-A");
        await situation.LoseDatabaseAsync();

        var notYet = await AskAsync(situation, Books);
        await situation.SynchronizeAsync();
        var answer = await AskAsync(situation, Books);

        Assert.AreEqual((503, PostingErrors.NotAskedYet.Code), (notYet.Status, (string?)notYet.Body["error"]!["code"]));
        Assert.AreEqual((200, 0), (answer.Status, (int)answer.Body["generation"]!));
        CollectionAssert.AreEquivalent(
            new[] { "USPM CustomerInvoice INV-000017", "USPM Voucher INV-V-000009", "USPM Voucher PJV-000010", "USPM Voucher 26/0003-A" },
            answer.Body["recorded"]!.Select(number => $"{number["company"]} {number["document"]} {number["number"]}").ToList()
        );
        Assert.AreEqual(202, (await PostAsync(situation, Part(Books, 1, ("Customer invoice", 18)))).Status);
        Assert.AreEqual(
            (409, PostingErrors.OtherBooks.Code),
            ((await AskAsync(situation, OtherBooks)).Status, (string?)(await AskAsync(situation, OtherBooks)).Body["error"]!["code"]),
            "Whoever posted first keeps the books."
        );
    }

    [TestMethod]
    public async Task A_connector_from_a_backup_reads_what_was_recorded_since_where_an_administrator_asks()
    {
        await using var situation = await StartedAsync();
        await PostAsync(situation, Part(Books, 1, ("Journal voucher", 8)));
        Vouchers(situation, new Sample(situation.Dataverse).Actual(Sample.Cost), "PJV-000009");

        await situation.PostAsync("/api/reconcile", null, Authority.AdministratorClient);
        var notYet = await AskAsync(situation, Books);
        await situation.SynchronizeAsync();

        Assert.AreEqual((503, PostingErrors.NotAskedYet.Code), (notYet.Status, (string?)notYet.Body["error"]!["code"]));
        Assert.AreEqual("PJV-000009", (string?)(await AskAsync(situation, Books)).Body["recorded"]!.Single()["number"]);
    }

    [TestMethod]
    [DataRow("INV-000017", "INV-#", "000017")]
    [DataRow("2026-0017", "2026-#", "0017")]
    [DataRow("26/000017-A1", "26/#-A1", "000017")]
    [DataRow("0017-2026", "0017-#", "2026")]
    [DataRow("17", "#", "17")]
    public void Numbers_are_of_one_shape_where_only_their_counter_differs(string number, string shape, string digits) =>
        Assert.AreEqual((shape, digits), RecordedNumbers.Divide(number));

    [TestMethod]
    public async Task An_invoice_that_finance_had_posted_and_lost_is_listed_until_it_is_posted_again()
    {
        await using var situation = await StartedAsync();
        var sample = await PostedAsync(situation);
        situation.Finance.Forget();
        await situation.PostAsync("/api/reconcile", null, Authority.AdministratorClient);
        await situation.RunAsync();

        var error = (await ErrorsAsync(situation)).Single();
        Assert.AreEqual(("books", PostingErrors.PostingLost.Code), ((string?)error["kind"], (string?)error["code"]));
        StringAssert.Contains((string?)error["message"], "INV-000017 of 2026-09-30, sales tax 200.00", StringComparison.Ordinal);

        await PostAsync(situation, Invoice(sample, 2, "INV-000017", "2026-09-30"));
        await situation.RunAsync();
        Assert.IsEmpty(await ErrorsAsync(situation));
    }

    [TestMethod]
    [DataRow(1, "INV-000017", "2026-09-30", nameof(DataverseErrors.Refused), DisplayName = "in the same generation it is a contradiction")]
    [DataRow(2, "INV-000017", "2026-09-30", null, DisplayName = "under the number that the customer holds, vouchers give way")]
    [DataRow(2, "INV-000018", "2026-09-30", nameof(PostingErrors.PostedAgain), DisplayName = "under another number")]
    [DataRow(2, "INV-000017", "2026-10-31", nameof(PostingErrors.PostedAgain), DisplayName = "of another day")]
    public async Task What_was_posted_again_replaces_what_the_customer_does_not_hold(int generation, string number, string date, string? error)
    {
        await using var situation = await StartedAsync();
        var sample = await PostedAsync(situation);
        situation.Dataverse.Fail(DataverseServer.Path("pinv_RecordInvoicePosting"), Contradiction);
        var part = Invoice(sample, generation, number, date);

        await PostAsync(situation, part);
        await situation.RunAsync();

        Assert.AreEqual(Code(error), (string?)(await ErrorsAsync(situation)).SingleOrDefault()?["code"]);
        Assert.AreEqual(error is null, situation.Dataverse.Calls[^1].Body["Replace"] is JValue { Value: true });
        if (error != nameof(PostingErrors.PostedAgain))
        {
            return;
        }

        Assert.AreEqual(403, (await situation.PostAsync($"/api/postings/{part["eventId"]}/replace", null, Authority.FinanceClient)).Status);
        Assert.AreEqual(404, (await situation.PostAsync($"/api/postings/{Guid.NewGuid()}/replace", null, Authority.AdministratorClient)).Status);
        Assert.AreEqual(202, (await situation.PostAsync($"/api/postings/{part["eventId"]}/replace", null, Authority.AdministratorClient)).Status);
        await situation.RunAsync();
        Assert.IsEmpty(await ErrorsAsync(situation));
        Assert.IsTrue((bool)situation.Dataverse.Calls[^1].Body["Replace"]!);
    }

    [TestMethod]
    [DataRow("INV-000017", null, DisplayName = "the customer holds what Dataverse has")]
    [DataRow("INV-000016", nameof(PostingErrors.PostedBefore), DisplayName = "the customer may hold another")]
    public async Task A_posting_of_before_that_comes_late_changes_nothing(string number, string? error)
    {
        await using var situation = await StartedAsync();
        var sample = await PostedAsync(situation);
        await PostAsync(situation, Part(Books, 2, ("Customer invoice", 18)));
        await situation.RunAsync();
        situation.Dataverse.Fail(DataverseServer.Path("pinv_RecordInvoicePosting"), Contradiction);
        var late = Invoice(sample, 1, number, "2026-09-30");

        await PostAsync(situation, late);
        await situation.RunAsync();

        Assert.AreEqual(Code(error), (string?)(await ErrorsAsync(situation)).SingleOrDefault()?["code"]);
        Assert.AreEqual(
            error is null ? 404 : 202,
            (await situation.PostAsync($"/api/postings/{late["eventId"]}/discard", null, Authority.AdministratorClient)).Status
        );
        await situation.RunAsync();
        Assert.IsEmpty(await ErrorsAsync(situation));
        Assert.HasCount(1, situation.Dataverse.Calls.Where(call => call.Name == "pinv_RecordInvoicePosting").ToList());
    }

    [TestMethod]
    public async Task A_row_of_the_same_key_in_another_company_is_not_the_one_that_was_lost()
    {
        await using var situation = await StartedAsync();
        var actual = new Sample(situation.Dataverse).Actual(Sample.Cost);
        await situation.RunAsync();
        var lost = situation.Finance.Rows("ProjActualsImports").Single();
        situation.Finance.Forget();
        lost["dataAreaId"] = "usmf";
        situation.Finance.Put("ProjActualsImports", lost);

        await situation.PostAsync("/api/reconcile", null, Authority.AdministratorClient);
        await situation.RunAsync();

        Assert.AreEqual(2, situation.Finance.Rows("ProjActualsImports").Count(row => (string?)row["ActualId"] == actual.ToString("D")));
    }

    [TestMethod]
    public async Task A_new_connector_of_a_new_environment_answers_once_Dataverse_has()
    {
        await using var situation = await Situation.StartedAsync();

        var notYet = await AskAsync(situation, Books);
        await situation.SynchronizeAsync();

        Assert.AreEqual((503, 200), (notYet.Status, (await AskAsync(situation, Books)).Status));
    }

    [TestMethod]
    public async Task A_start_of_finance_has_everything_compared_and_a_question_after_it_nothing()
    {
        await using var situation = await StartedAsync();
        Assert.AreEqual(200, (await AskAsync(situation, Books)).Status);
        await situation.SynchronizeAsync();
        var compared = await ComparedOnAsync(situation);

        Assert.AreEqual(200, (await situation.GetAsync($"/api/postings/highest?source={Books:D}&again=true", Authority.FinanceClient)).Status);
        await situation.SynchronizeAsync();
        Assert.AreEqual(compared, await ComparedOnAsync(situation));

        Assert.AreEqual(200, (await AskAsync(situation, Books)).Status);
        await situation.SynchronizeAsync();
        Assert.IsGreaterThan(compared, await ComparedOnAsync(situation));
    }

    private static async Task<DateTime> ComparedOnAsync(Situation situation) =>
        (DateTime)(await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["reconciliation"]!["finishedOn"]!;

    [TestMethod]
    public async Task Only_finance_may_ask()
    {
        await using var situation = await StartedAsync();

        Assert.AreEqual(401, (await situation.GetAsync($"/api/postings/highest?source={Books:D}", null)).Status);
        Assert.AreEqual(403, (await situation.GetAsync($"/api/postings/highest?source={Books:D}", Authority.AdministratorClient)).Status);
        Assert.AreEqual(400, (await situation.GetAsync("/api/postings/highest?source=x", Authority.FinanceClient)).Status);
        Assert.AreEqual(403, (await situation.PostAsync("/api/reconcile", null, Authority.FinanceClient)).Status);
    }

    private static Reply Contradiction =>
        Reply.DataverseError(
            400,
            "0x80040265",
            $"{PluginCodes.Contradiction}: PF-1003: msdyn_vouchernumber of the actual is already INV-V-000002 and would become INV-V-000003."
        );

    private static async Task<Sample> PostedAsync(Situation situation)
    {
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Billed);
        sample.PendingMessage();
        await situation.RunAsync();
        situation.Dataverse.Put(
            "invoice",
            sample.Invoice,
            new
            {
                msdyn_invoicenumber = sample.Number,
                pinv_customerinvoicenumber = "INV-000017",
                pinv_customerinvoicedate = "2026-09-30",
                pinv_taxamount = 200m,
            }
        );
        return sample;
    }

    private static JObject Invoice(Sample sample, int generation, string number, string date)
    {
        var part = Part(Books, generation, ("Customer invoice", 18));
        part["kind"] = "Invoice";
        part["proposal"] = sample.Number;
        part["outcome"] = "Posted";
        part["customerInvoiceNumber"] = number;
        part["customerInvoiceDate"] = date;
        part["taxAmount"] = 200m;
        return part;
    }

    private static void Vouchers(Situation situation, Guid actual, string voucher) =>
        situation.Dataverse.Put("msdyn_actual", actual, new { msdyn_vouchernumber = voucher });

    // By its name, as a data row can hold it.
    private static string? Code(string? error) =>
        error == nameof(DataverseErrors.Refused) ? DataverseErrors.Refused.Code
        : error is null ? null
        : ((ErrorCode)typeof(PostingErrors).GetField(error)!.GetValue(null)!).Code;

    private static async Task<JArray> ErrorsAsync(Situation situation) =>
        (JArray)(await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!;

    private static async Task<Situation> StartedAsync()
    {
        var situation = await Situation.StartedAsync();
        await situation.SynchronizeAsync();
        return situation;
    }

    private static string Everything(Situation situation) =>
        string.Join(
            '\n',
            new[] { "ProjInvoiceProposals", "ProjActualsImports", "ProjTransactionRelationships", "ProjectContractLineMilestones" }
                .SelectMany(set => situation.Finance.Rows(set).Select(row => set + row.ToString(Newtonsoft.Json.Formatting.None)))
                .Order(StringComparer.Ordinal)
        );

    private static Task<(int Status, JObject Body)> AskAsync(Situation situation, Guid source) =>
        situation.GetAsync($"/api/postings/highest?source={source:D}&other=1", Authority.FinanceClient);

    private static Task<(int Status, JObject Body)> PostAsync(Situation situation, JObject part, string? company = "USMF")
    {
        part["company"] = company ?? part["company"];
        return situation.PostAsync("/api/postings", part, Authority.FinanceClient);
    }

    private static JObject Part(Guid source, int generation, params (string Reference, int Number)[] numbers) =>
        new()
        {
            ["eventId"] = Guid.NewGuid().ToString("D"),
            ["part"] = 1,
            ["parts"] = 1,
            ["kind"] = "Journal",
            ["company"] = "USMF",
            ["journal"] = "PJ-0001",
            ["source"] = source.ToString("D"),
            ["generation"] = generation,
            ["numbers"] = new JArray(numbers.Select(number => new JObject { ["reference"] = number.Reference, ["number"] = number.Number })),
            ["lines"] = new JArray(),
        };
}
