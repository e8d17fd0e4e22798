using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_an_invoice_is_confirmed
{
    [TestMethod]
    public async Task Its_header_goes_to_finance_with_number_and_checksum_of_its_chargeable_billed_sales()
    {
        await using var situation = await Situation.CreateAsync();
        situation.Set("Dataverse:PageSize", "2");
        await situation.StartAsync();
        var sample = new Sample(situation.Dataverse);
        var billed = Enumerable.Range(0, 5).Select(_ => sample.Actual(Sample.Billed)).ToList();
        sample.Actual(Sample.Billed, billing: Sample.NonChargeable);
        sample.Actual(Sample.Unbilled);
        await situation.PushAsync(Situation.Message(sample.Invoice));

        await situation.DeliverHeadersAsync();

        var header = situation.Finance.Rows("ProjInvoiceProposals").Single();
        Assert.AreEqual("USPM", (string?)header["dataAreaId"]);
        Assert.AreEqual("PF-1003", (string?)header["InvoiceProposalId"]);
        Assert.AreEqual("CON-00021", (string?)header["ProjectContractId"]);
        Assert.AreEqual("FS-1", (string?)header["FundingSourceId"]);
        Assert.AreEqual("C-0001", (string?)header["CustomerAccountNumber"]);
        Assert.AreEqual("GBP", (string?)header["SalesCurrency"]);
        StringAssert.StartsWith((string?)header["AccountingDate"], "2026-09-30", StringComparison.Ordinal);
        Assert.AreEqual(5, (int)header["BillableSalesActualCount"]!);
        var ids = string.Join('\n', billed.Select(id => id.ToString("D")).Order(StringComparer.Ordinal));
        Assert.AreEqual(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ids))), (string?)header["HashedListOfBillableSalesActualIds"]);
        Assert.AreEqual("0b6f0f0e-6a55-4a86-9d0d-0d4f0a3e3a99", (string?)header["CorrelationId"]);
    }

    [TestMethod]
    public async Task A_finance_that_knows_the_same_header_counts_as_delivered()
    {
        await using var situation = await Situation.StartedAsync(bulkAction: false);
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Billed);
        situation.Probe.ThrowAt(StepProbe.HeaderPosted);
        await situation.PushAsync(Situation.Message(sample.Invoice));
        await Assert.ThrowsExactlyAsync<CrashException>(situation.DeliverHeadersAsync);

        await situation.CrashAndStartAsync();
        await situation.DeliverHeadersAsync();

        Assert.AreEqual(WorkState.Done, (await situation.ReadAsync(context => context.Messages.SingleAsync())).State);
        Assert.HasCount(1, situation.Finance.Rows("ProjInvoiceProposals"));
    }

    [TestMethod]
    public async Task A_header_that_finance_refuses_is_listed_and_goes_on_demand()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Billed);
        situation.Finance.Rule = (set, _) => set == "ProjInvoiceProposals" ? $"{CodesOfOthers.ContractUnknown}: Contract CON-00021: it is not set up." : null;
        var message = Situation.Message(sample.Invoice);
        await situation.PushAsync(message);
        await situation.DeliverHeadersAsync();

        var status = await situation.GetAsync("/api/status", Authority.AdministratorClient);
        var error = status.Body["errors"]!.Single(item => (string?)item["kind"] == "message");
        Assert.AreEqual(FinanceSystemErrors.Refused.Code, (string?)error["code"]);
        Assert.AreEqual("Invoice PF-1003", (string?)error["record"]);
        StringAssert.Contains((string?)error["message"], $"{CodesOfOthers.ContractUnknown}: Contract CON-00021: it is not set up.", StringComparison.Ordinal);

        situation.Finance.Rule = (_, _) => null;
        await situation.DeliverHeadersAsync();
        Assert.IsEmpty(situation.Finance.Rows("ProjInvoiceProposals"));
        var retry = await situation.PostAsync($"/api/inbox/{message["messageId"]}/retry", null, Authority.AdministratorClient);
        Assert.AreEqual(202, retry.Status);
        await situation.DeliverHeadersAsync();
        Assert.HasCount(1, situation.Finance.Rows("ProjInvoiceProposals"));
    }

    [TestMethod]
    public async Task An_invoice_of_two_companies_is_refused_by_name()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var other = situation.Dataverse.Put("cdm_company", new { cdm_companycode = "GBPM" });
        var project = situation.Dataverse.Put("msdyn_project", new { msdyn_subject = "Other", msdyn_owningcompany = other });
        situation.Dataverse.Put("invoicedetail", new { invoiceid = sample.Invoice, msdyn_project = project });
        situation.Dataverse.Put("invoicedetail", new { invoiceid = sample.Invoice, msdyn_project = sample.Project });
        await situation.PushAsync(Situation.Message(sample.Invoice));

        await situation.DeliverHeadersAsync();

        var stored = await situation.ReadAsync(context => context.Messages.SingleAsync());
        Assert.AreEqual(WorkState.Failed, stored.State);
        Assert.AreEqual(TableMapErrors.RowsDisagree.Code, stored.ErrorCode);
    }

    [TestMethod]
    public async Task A_lost_push_is_made_up_for_by_asking()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Billed);
        var message = sample.PendingMessage();

        await situation.RunAsync();

        Assert.HasCount(1, situation.Finance.Rows("ProjInvoiceProposals"));
        Assert.AreEqual(482190001, (int)situation.Dataverse.Row("pinv_integrationmessage", message)["pinv_status"]!);
        Assert.AreEqual(482190001, (int)situation.Dataverse.Row("invoice", sample.Invoice)["pinv_financestatus"]!);
    }

    [TestMethod]
    public async Task A_push_after_the_poll_is_known()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var id = sample.PendingMessage();
        await situation.PollAsync();

        var answer = await situation.PushAsync(Situation.Message(sample.Invoice, messageId: id));

        Assert.AreEqual(200, answer.Status);
        Assert.AreEqual("PF-1003", (await situation.ReadAsync(context => context.Messages.SingleAsync())).InvoiceNumber);
    }

    [TestMethod]
    public async Task Pending_messages_that_cannot_be_taken_are_listed_until_they_are_mended_and_stop_no_other()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var unknown = situation.Dataverse.Put(
            "pinv_integrationmessage",
            new
            {
                pinv_name = "Invoice ?",
                pinv_messagetype = 482190007,
                pinv_status = 482190000,
            }
        );
        var hidden = sample.PendingMessage();
        situation.Dataverse.Fail(DataverseServer.Path($"invoices({sample.Invoice:D})"), Reply.DataverseError(403, "0x80040220", "missing prvReadInvoice"));
        var other = new Sample(situation.Dataverse, "PF-1004").PendingMessage();

        await situation.PollAsync();

        Assert.AreEqual(482190001, (int)situation.Dataverse.Row("pinv_integrationmessage", other)["pinv_status"]!);
        CollectionAssert.AreEquivalent(new[] { InboxErrors.RowUnknown.Code, DataverseErrors.RoleMissing.Code }, await CodesAsync());
        situation.Dataverse.Put("pinv_integrationmessage", unknown, new { pinv_messagetype = 482190000, pinv_invoiceid = sample.Invoice });
        await situation.PollAsync();
        Assert.IsEmpty(await CodesAsync());
        Assert.AreEqual(482190001, (int)situation.Dataverse.Row("pinv_integrationmessage", hidden)["pinv_status"]!);

        async Task<List<string>> CodesAsync() =>
            (await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!.Select(error => (string)error["code"]!).ToList();
    }

    [TestMethod]
    public async Task An_invoice_that_is_posted_already_is_not_set_back_to_sent()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.PendingMessage();
        situation.Dataverse.Put("invoice", sample.Invoice, new { pinv_financestatus = 482190003 });

        await situation.PollAsync();

        Assert.AreEqual(482190003, (int)situation.Dataverse.Row("invoice", sample.Invoice)["pinv_financestatus"]!);
    }

    [TestMethod]
    public async Task A_row_changed_meanwhile_is_left_to_the_next_poll()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var message = sample.PendingMessage();
        situation.Dataverse.Fail(DataverseServer.Path("pinv_integrationmessages(", "PATCH"), Reply.DataverseError(412, "0x80060882", "changed"));

        await situation.PollAsync();
        Assert.AreEqual(482190000, (int)situation.Dataverse.Row("pinv_integrationmessage", message)["pinv_status"]!);
        await situation.PollAsync();

        Assert.AreEqual(482190001, (int)situation.Dataverse.Row("pinv_integrationmessage", message)["pinv_status"]!);
        Assert.AreEqual(1, await situation.ReadAsync(context => context.Messages.CountAsync()));
    }
}
