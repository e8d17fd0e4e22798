using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Bugs;

[TestClass]
internal sealed class When_finance_closes_an_invoice_without_saying_what_it_became
{
    private readonly Site site = Site.New();
    private readonly DraftInvoice invoice;

    public When_finance_closes_an_invoice_without_saying_what_it_became()
    {
        invoice = site.Draft("PF-1003").With(8, 200).Confirm();
    }

    [TestMethod]
    public void Posted_needs_the_number_of_the_customer_invoice() =>
        site.Expect(PostingErrors.ParameterUnusable, () => Post(FinanceStatus.Posted, null, new DateTime(2026, 9, 30), "INV-V-000002"));

    [TestMethod]
    public void Posted_needs_its_date() => site.Expect(PostingErrors.ParameterUnusable, () => Post(FinanceStatus.Posted, "INV-000002", null, "INV-V-000002"));

    [TestMethod]
    public void Nothing_to_invoice_has_no_number() =>
        site.Expect(PostingErrors.ParameterUnusable, () => Post(FinanceStatus.NothingToInvoice, "INV-000002", null, null));

    [TestMethod]
    public void An_earlier_part_may_leave_them_out()
    {
        Assert.AreEqual(1, Post(FinanceStatus.Posted, null, null, "INV-V-000002", complete: false));
    }

    private int Post(FinanceStatus outcome, string? number, DateTime? date, string? voucher, bool complete = true)
    {
        var billed = site.MadeBy(invoice.Id).Single(row => row.Type == TransactionType.BilledSales).Id;
        var request = new OrganizationRequest("pinv_RecordInvoicePosting")
        {
            ["InvoiceNumber"] = "PF-1003",
            ["TaxAmount"] = 0m,
            ["FinanceStatus"] = new OptionSetValue((int)outcome),
            ["Complete"] = complete,
            ["Actuals"] = new EntityCollection([new Entity("msdyn_actual", billed) { ["msdyn_vouchernumber"] = voucher }]) { EntityName = "msdyn_actual" },
        };
        if (number is not null)
        {
            request["CustomerInvoiceNumber"] = number;
        }

        if (date is { } day)
        {
            request["CustomerInvoiceDate"] = DateTime.SpecifyKind(day, DateTimeKind.Utc);
        }

        return (int)site.Connector.Execute(request)["UpdatedRows"];
    }
}
