using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;
using Plugins.Tests.Protection;

namespace Plugins.Tests.KnownFailures;

/// <summary>The second editor opened the invoice while it was a draft, and saves a detail after it was confirmed, or while it is being confirmed.</summary>
[TestClass]
internal sealed class When_a_second_editor_adds_a_detail_to_a_confirmed_invoice
{
    private readonly Site site = Site.New();
    private readonly DraftInvoice invoice;

    public When_a_second_editor_adds_a_detail_to_a_confirmed_invoice()
    {
        invoice = site.Draft("PF-1003").With(8, 200);
    }

    [TestMethod]
    public void It_is_refused_afterwards()
    {
        invoice.Confirm();

        site.Expect(ProtectionErrors.PartReadOnly, AddDetail);
    }

    [TestMethod]
    public void It_is_refused_at_the_same_moment()
    {
        Meanwhile.Before(site, "Create", "msdyn_invoicelinetransaction", () => invoice.Confirm());

        Assert.StartsWith($"{ProtectionErrors.PartReadOnly.Code}: PF-1003: ", Refusal.Of(AddDetail));
        Assert.AreEqual(1, site.All("msdyn_invoicelinetransaction").Count, "Every detail of the invoice is billed.");
    }

    [TestMethod]
    public void It_is_refused_while_chunks_confirm()
    {
        site.Organization.SetEnvironmentVariable("pinv_MaxSynchronousWrites", "1");
        invoice.Confirm();

        site.Expect(ProtectionErrors.InvoiceBusy, AddDetail);

        site.Organization.RunAsyncOperations();
        site.Expect(ProtectionErrors.PartReadOnly, AddDetail);
    }

    private void AddDetail() =>
        site.Manager.Create(
            new Entity("msdyn_invoicelinetransaction")
            {
                ["msdyn_description"] = "late",
                ["msdyn_invoice"] = new EntityReference("invoice", invoice.Id),
                ["msdyn_invoicelineid"] = new EntityReference("invoicedetail", invoice.TimeAndMaterialLine),
                ["msdyn_documentdate"] = new DateTime(2026, 9, 14),
                ["msdyn_startdatetime"] = new DateTime(2026, 9, 14),
                ["msdyn_enddatetime"] = new DateTime(2026, 9, 14),
                ["msdyn_quantity"] = 1m,
                ["msdyn_price"] = new Money(100),
                ["transactioncurrencyid"] = site.Currency,
            }
        );
}
