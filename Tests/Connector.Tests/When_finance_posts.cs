using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Postings;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_finance_posts
{
    [TestMethod]
    public async Task The_posting_of_an_invoice_is_recorded_part_by_part_and_closed_by_the_last()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var (first, second) = (sample.Actual(Sample.Billed), sample.Actual(Sample.Billed));
        await situation.SynchronizeAsync();
        var posting = Guid.NewGuid();

        Assert.AreEqual(202, (await situation.PostAsync("/api/postings", Part(posting, 2, 2, second), Authority.FinanceClient)).Status);
        await situation.RecordPostingsAsync();
        Assert.IsEmpty(situation.Dataverse.Calls, "the second part waits for the first");
        Assert.AreEqual(202, (await situation.PostAsync("/api/postings", Part(posting, 1, 2, first), Authority.FinanceClient)).Status);
        await situation.RecordPostingsAsync();

        Assert.HasCount(2, situation.Dataverse.Calls);
        var (name, body) = situation.Dataverse.Calls[0];
        Assert.AreEqual("pinv_RecordInvoicePosting", name);
        Assert.AreEqual("PF-1003", (string?)body["InvoiceNumber"]);
        Assert.AreEqual("INV-000002", (string?)body["CustomerInvoiceNumber"]);
        Assert.AreEqual("2026-09-30T00:00:00Z", (string?)body["CustomerInvoiceDate"]);
        Assert.AreEqual(200m, (decimal)body["TaxAmount"]!);
        Assert.AreEqual(482190003, (int)body["FinanceStatus"]!);
        Assert.IsFalse((bool)body["Complete"]!);
        var actual = body["Actuals"]!.Single();
        Assert.AreEqual("Microsoft.Dynamics.CRM.msdyn_actual", (string?)actual["@odata.type"]);
        Assert.AreEqual(first.ToString("D"), (string?)actual["msdyn_actualid"]);
        Assert.AreEqual("INV-V-000002", (string?)actual["msdyn_vouchernumber"]);
        Assert.AreEqual(1.25m, (decimal)actual["msdyn_accountexchangerate"]!);
        Assert.AreEqual(1250m, (decimal)actual["msdyn_accountingamount"]!);
        Assert.AreEqual(200m, (decimal)actual["pinv_taxamount"]!, "in the invoice's currency");
        Assert.AreEqual(250m, (decimal)actual["msdyn_accountingtaxamount"]!, "200 GBP at 1.25");
        Assert.IsTrue((bool)situation.Dataverse.Calls[1].Body["Complete"]!);
    }

    [TestMethod]
    public async Task The_posting_of_a_journal_is_recorded_without_tax()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var actual = sample.Actual(Sample.Unbilled);
        var part = Part(Guid.NewGuid(), 1, 1, actual);
        (part["kind"], part["journal"], part["proposal"]) = ("Journal", "PJ-0001", JValue.CreateNull());

        await situation.PostAsync("/api/postings", part, Authority.FinanceClient);
        await situation.RecordPostingsAsync();

        var (name, body) = situation.Dataverse.Calls.Single();
        Assert.AreEqual("pinv_RecordJournalPosting", name);
        Assert.AreEqual("PJ-0001", (string?)body["JournalNumber"]);
        Assert.IsNull(body["Actuals"]!.Single()["msdyn_accountingtaxamount"]);
        Assert.IsNull(body["Actuals"]!.Single()["pinv_taxamount"]);
    }

    [TestMethod]
    public async Task An_invoice_of_nothing_but_complimentary_lines_is_closed_as_nothing_to_invoice()
    {
        await using var situation = await Situation.StartedAsync();
        var part = Part(Guid.NewGuid(), 1, 1);
        (part["outcome"], part["customerInvoiceNumber"], part["customerInvoiceDate"], part["taxAmount"]) = (
            "NothingToInvoice",
            JValue.CreateNull(),
            JValue.CreateNull(),
            0
        );

        await situation.PostAsync("/api/postings", part, Authority.FinanceClient);
        await situation.RecordPostingsAsync();

        var body = situation.Dataverse.Calls.Single().Body;
        Assert.AreEqual(482190005, (int)body["FinanceStatus"]!);
        Assert.IsNull(body["CustomerInvoiceNumber"]);
        Assert.IsTrue((bool)body["Complete"]!);
    }

    [TestMethod]
    public async Task The_same_part_again_is_known_whatever_its_zeros_and_other_content_is_refused()
    {
        await using var situation = await Situation.StartedAsync();
        var actual = new Sample(situation.Dataverse).Actual(Sample.Billed);
        var part = Part(Guid.NewGuid(), 1, 1, actual);
        await situation.PostAsync("/api/postings", part, Authority.FinanceClient);
        await situation.RecordPostingsAsync();

        part["taxAmount"] = 200.00m;
        Assert.AreEqual(200, (await situation.PostAsync("/api/postings", part, Authority.FinanceClient)).Status);
        await situation.RecordPostingsAsync();
        Assert.HasCount(1, situation.Dataverse.Calls);

        part["taxAmount"] = 200.01m;
        var refusal = await situation.PostAsync("/api/postings", part, Authority.FinanceClient);
        Assert.AreEqual(409, refusal.Status);
        Assert.AreEqual(PostingErrors.Contradicts.Code, (string?)refusal.Body["error"]!["code"]);
    }

    [TestMethod]
    [DataRow("parts", "3")]
    [DataRow("proposal", "\"PF-1004\"")]
    [DataRow("kind", "\"Journal\"")]
    [DataRow("correlationId", "\"11111111-2222-3333-4444-555555555555\"")]
    public async Task A_part_that_belongs_to_another_posting_than_its_predecessor_is_refused(string property, string value)
    {
        await using var situation = await Situation.StartedAsync();
        var posting = Guid.NewGuid();
        await situation.PostAsync("/api/postings", Part(posting, 1, 2), Authority.FinanceClient);
        var second = Part(posting, 2, 2);
        second["journal"] = "PJ-0001";
        second[property] = JToken.Parse(value);

        var refusal = await situation.PostAsync("/api/postings", second, Authority.FinanceClient);

        Assert.AreEqual(409, refusal.Status);
        Assert.AreEqual(PostingErrors.Contradicts.Code, (string?)refusal.Body["error"]!["code"]);
        Assert.AreEqual(1, await situation.ReadAsync(context => Task.FromResult(context.Postings.Count())));
    }

    [TestMethod]
    public async Task What_is_recorded_is_kept_as_a_hash_only()
    {
        await using var situation = await Situation.StartedAsync();
        var part = Part(Guid.NewGuid(), 1, 1, new Sample(situation.Dataverse).Actual(Sample.Billed));
        await situation.PostAsync("/api/postings", part, Authority.FinanceClient);
        await situation.RecordPostingsAsync();

        Assert.AreEqual("", (await situation.ReadAsync(context => Task.FromResult(context.Postings.Single()))).Body);
        Assert.AreEqual(200, (await situation.PostAsync("/api/postings", part, Authority.FinanceClient)).Status);
    }

    [TestMethod]
    public async Task An_actual_that_was_not_delivered_from_here_is_found_by_its_import_id()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var actual = sample.Actual(Sample.Billed);
        var imported = Guid.NewGuid();
        situation.Dataverse.Put("msdyn_actual", actual, new { msdyn_actualimportid = imported.ToString("D") });

        await situation.PostAsync("/api/postings", Part(Guid.NewGuid(), 1, 1, imported), Authority.FinanceClient);
        await situation.RecordPostingsAsync();

        Assert.AreEqual(actual.ToString("D"), (string?)situation.Dataverse.Calls.Single().Body["Actuals"]!.Single()["msdyn_actualid"]);
    }

    [TestMethod]
    public async Task A_refusal_of_Dataverse_is_listed_with_its_words_and_goes_on_demand()
    {
        await using var situation = await Situation.StartedAsync();
        var actual = new Sample(situation.Dataverse).Actual(Sample.Billed);
        const string Words = $"{CodesOfOthers.OtherVoucher}: Invoice PF-1003: voucher INV-V-000001 was recorded before. Compare both vouchers.";
        situation.Dataverse.Fail(DataverseServer.Path("pinv_RecordInvoicePosting"), Reply.DataverseError(400, "0x80040265", Words));
        var posting = Guid.NewGuid();
        await situation.PostAsync("/api/postings", Part(posting, 1, 1, actual), Authority.FinanceClient);

        await situation.RecordPostingsAsync();
        var error = (await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!.Single(item => (string?)item["kind"] == "posting");
        Assert.AreEqual(DataverseErrors.Refused.Code, (string?)error["code"]);
        StringAssert.Contains((string?)error["message"], CodesOfOthers.OtherVoucher, StringComparison.Ordinal);
        Assert.AreEqual(("PF-1003", "0b6f0f0e-6a55-4a86-9d0d-0d4f0a3e3a99"), ((string?)error["invoice"], (string?)error["correlationId"]));
        Assert.AreNotEqual(JTokenType.Null, error["since"]!.Type);

        await situation.PostAsync($"/api/inbox/{posting:D}/retry", null, Authority.AdministratorClient);
        await situation.RecordPostingsAsync();
        Assert.AreEqual(WorkState.Done, (await situation.ReadAsync(context => Task.FromResult(context.Postings.Single()))).State);
    }

    [TestMethod]
    public async Task A_passing_failure_is_waited_out()
    {
        await using var situation = await Situation.StartedAsync();
        var actual = new Sample(situation.Dataverse).Actual(Sample.Billed);
        situation.Dataverse.Fail(DataverseServer.Path("pinv_RecordInvoicePosting"), Reply.DataverseError(400, "0x80044150", "Generic SQL error."), times: 2);

        await situation.PostAsync("/api/postings", Part(Guid.NewGuid(), 1, 1, actual), Authority.FinanceClient);
        await situation.RecordPostingsAsync();

        Assert.AreEqual(WorkState.Done, (await situation.ReadAsync(context => Task.FromResult(context.Postings.Single()))).State);
    }

    [TestMethod]
    public async Task Only_who_may_report_postings_can()
    {
        await using var situation = await Situation.StartedAsync();
        var part = Part(Guid.NewGuid(), 1, 1);

        Assert.AreEqual(401, (await situation.PostAsync("/api/postings", part, null)).Status);
        Assert.AreEqual(403, (await situation.PostAsync("/api/postings", part, Authority.AdministratorClient)).Status);
        Assert.AreEqual(403, (await situation.GetAsync("/api/status", Authority.FinanceClient)).Status);
        Assert.AreEqual(401, (await situation.GetAsync("/api/status", null)).Status);
        Assert.AreEqual(200, (await situation.GetAsync("/health", null)).Status);
    }

    [TestMethod]
    [DataRow("eventId", "x")]
    [DataRow("part", "0")]
    [DataRow("kind", "Estimate")]
    [DataRow("outcome", "Perhaps")]
    [DataRow("lines", "none")]
    [DataRow("taxAmount", "many")]
    [DataRow("correlationId", "{}")]
    [DataRow("customerInvoiceDate", "20260930")]
    [DataRow("customerInvoiceNumber", "{}")]
    public async Task A_part_that_is_not_understood_is_refused_whole(string property, string value)
    {
        await using var situation = await Situation.StartedAsync();
        var part = Part(Guid.NewGuid(), 1, 1, Guid.NewGuid());
        part[property] = value is "{}" or "20260930" ? JToken.Parse(value) : value;

        var answer = await situation.PostAsync("/api/postings", part, Authority.FinanceClient);

        Assert.AreEqual(400, answer.Status);
        Assert.AreEqual(PostingErrors.NoText.Code, (string?)answer.Body["error"]!["code"]);
    }

    internal static JObject Part(Guid posting, int part, int parts, params Guid[] actuals) =>
        new()
        {
            ["eventId"] = posting.ToString("D"),
            ["part"] = part,
            ["parts"] = parts,
            ["kind"] = "Invoice",
            ["company"] = "USPM",
            ["journal"] = null,
            ["proposal"] = "PF-1003",
            ["customerInvoiceNumber"] = "INV-000002",
            ["customerInvoiceDate"] = "2026-09-30",
            ["outcome"] = "Posted",
            ["currency"] = "GBP",
            ["taxAmount"] = 200,
            ["correlationId"] = "0b6f0f0e-6a55-4a86-9d0d-0d4f0a3e3a99",
            ["lines"] = new JArray(
                actuals.Select(actual => new JObject
                {
                    ["actualsImportId"] = actual.ToString("D"),
                    ["voucher"] = "INV-V-000002",
                    ["exchangeRate"] = 1.25m,
                    ["accountingAmount"] = 1250m,
                    ["taxAmount"] = 200m,
                    ["accountingTaxAmount"] = 250m,
                })
            ),
        };
}
