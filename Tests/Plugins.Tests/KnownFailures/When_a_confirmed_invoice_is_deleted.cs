using Plugins.Tests.Environment;
using Plugins.Tests.Revision;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.KnownFailures;

/// <summary>In the official product a confirmed invoice can be deleted; its work is then billed again, and the actuals are there twice.</summary>
[TestClass]
internal sealed class When_a_confirmed_invoice_is_deleted
{
    [TestMethod]
    public void It_is_refused_so_that_no_actual_is_made_twice()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).Confirm();

        site.Expect(ProtectionErrors.InvoiceNotDeletable, () => site.Manager.Delete("invoice", invoice.Id));
        site.Expect(ProtectionErrors.InvoiceNotDeletable, () => site.Loader.Delete("invoice", invoice.Id));
        site.Expect(ConfirmationErrors.AlreadyConfirmed, () => site.Confirm(invoice.Id));

        Assert.AreEqual(2, site.MadeBy(invoice.Id).Count);
    }

    [TestMethod]
    public void A_confirmed_correction_stays_as_well_and_a_deleted_draft_of_one_leaves_nothing()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).Confirm();
        var first = CorrectiveDraft.Of(site, invoice.Id);
        site.Manager.Delete("invoice", first.Id);

        var second = CorrectiveDraft.Of(site, invoice.Id).Confirm();

        site.Expect(ProtectionErrors.InvoiceNotDeletable, () => site.Manager.Delete("invoice", second.Id));
        Same(Sentences.Of(site.MadeBy(second.Id)), "BilledSales Time -8 x 200 = -1600.00 Chargeable CustomerInvoicePosted Unadjustable");
        Assert.AreEqual(1, site.Billable().Count);
    }
}
