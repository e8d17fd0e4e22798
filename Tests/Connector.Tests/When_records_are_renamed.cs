using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_records_are_renamed
{
    private const int Pending = 482190000;
    private const string Keys =
        """{"invoiceNumber":"PF-1003","contractNumber":"CON-00021","customerAccountNumber":"C-0001","fundingSourceNumber":"FS-1","companyCode":"USPM","currency":"GBP"}""";

    [TestMethod]
    public async Task Rows_say_what_the_header_said()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var billed = sample.Actual(Sample.Billed);
        sample.PendingMessage(Keys);
        await situation.PollAsync();
        await situation.DeliverHeadersAsync();

        Rename(situation, sample);
        await situation.SynchronizeAsync();

        var header = situation.Finance.Rows("ProjInvoiceProposals").Single();
        var row = situation.Finance.Rows("ProjActualsImports").Single(actual => (string?)actual["ActualId"] == billed.ToString("D"));
        Assert.AreEqual(
            "USPM PF-1003 CON-00021 FS-1 C-0001 GBP",
            Named(header, "dataAreaId", "InvoiceProposalId", "ProjectContractId", "FundingSourceId", "CustomerAccountNumber", "SalesCurrency")
        );
        Assert.AreEqual(
            "USPM PF-1003 CON-00021 FS-1 C-0001 GBP",
            Named(row, "dataAreaId", "InvoiceProposalId", "ContractId", "FundingSource", "CustomerAccountNumber", "TransactionCurrencyId")
        );
        Assert.IsEmpty(await situation.PendingAsync());
    }

    [TestMethod]
    public async Task A_resend_says_what_the_first_delivery_said()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Unbilled);
        sample.Actual(Sample.Billed);
        sample.Actual(Sample.Cost, ofInvoice: false);
        var message = sample.PendingMessage(Keys);
        await situation.RunAsync();
        var before = Finance(situation);

        Rename(situation, sample);
        situation.Dataverse.Put("pinv_integrationmessage", message, new { pinv_status = Pending, pinv_senton = "2026-10-01T00:00:00Z" });
        await situation.RunAsync();

        Assert.AreEqual(before, Finance(situation));
        Assert.IsEmpty(await situation.PendingAsync());
        var stored = await situation.ReadAsync(context => context.Messages.SingleAsync());
        Assert.AreEqual((WorkState.Done, false, null), (stored.State, stored.RowsAgain, stored.ErrorCode));
    }

    [TestMethod]
    public async Task What_is_new_takes_the_new_names()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Cost, ofInvoice: false);
        await situation.SynchronizeAsync();

        situation.Dataverse.Put("salesorder", sample.Contract, new { ordernumber = "CON-00099" });
        var later = sample.Actual(Sample.Cost, ofInvoice: false);
        await situation.SynchronizeAsync();

        Assert.AreEqual(
            "CON-00099",
            (string?)situation.Finance.Rows("ProjActualsImports").Single(row => (string?)row["ActualId"] == later.ToString("D"))["ContractId"]
        );
        Assert.IsEmpty(await situation.PendingAsync());
    }

    private static void Rename(Situation situation, Sample sample)
    {
        situation.Dataverse.Put("salesorder", sample.Contract, new { ordernumber = "CON-00099" });
        situation.Dataverse.Put("account", sample.Account, new { accountnumber = "C-0099" });
        situation.Dataverse.Put("invoice", sample.Invoice, new { invoicenumber = "PF-9999" });
        situation.Dataverse.Put("msdyn_projectcontractsplitbillingrule", sample.Rule, new { msdyn_projectcontractsplitbillingrulenumber = "FS-99" });
        situation.Dataverse.Put("cdm_company", sample.Company, new { cdm_companycode = "DEMF" });
        situation.Dataverse.Put("msdyn_project", sample.Project, new { msdyn_subject = "Bottling line, renamed" });
    }

    private static string Named(JObject row, params string[] fields) => string.Join(' ', fields.Select(field => (string?)row[field]));

    private static string Finance(Situation situation) =>
        string.Join(
            '\n',
            new[] { "ProjInvoiceProposals", "ProjActualsImports" }
                .SelectMany(situation.Finance.Rows)
                .Select(row => row.ToString(Newtonsoft.Json.Formatting.None))
        );
}
