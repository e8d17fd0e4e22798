using InvoicePlugins.Dataverse.Tables;
using Plugins.Tests.Environment;
using Plugins.Tests.Revision;

namespace Plugins.Tests.Retainers;

[TestClass]
internal sealed class When_an_invoice_with_a_retainer_is_revised
{
    private readonly Site site = Site.New();
    private readonly Guid retainer;
    private readonly DraftInvoice billing;

    public When_an_invoice_with_a_retainer_is_revised()
    {
        retainer = site.Retainer(1000);
        billing = site.Draft("PF-1").WithRetainer(retainer, RetainerAction.Invoice, 1000).Confirm();
    }

    [TestMethod]
    public void An_unused_one_can_be_invoiced_again()
    {
        CorrectiveDraft.Of(site, billing.Id).Confirm();
        Assert.AreEqual("Open, 0.00 of 1000.00 used, nothing open", Books.Of(site, retainer));
        Assert.AreEqual(0, Books.Paid(site));

        site.Draft("PF-2").WithRetainer(retainer, RetainerAction.Invoice, 1000).Confirm();

        Assert.AreEqual("Invoiced, 0.00 of 1000.00 used, -1000.00 open as UnbilledSalesCreated", Books.Of(site, retainer));
    }

    [TestMethod]
    public void Of_a_partly_used_one_only_what_is_left_is_given_back()
    {
        site.Draft("PF-2").With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -400).Confirm();

        CorrectiveDraft.Of(site, billing.Id).Confirm();

        Assert.AreEqual("Refunded, 1000.00 of 1000.00 used, nothing open", Books.Of(site, retainer));
        Assert.AreEqual(0, Books.Paid(site));
        Assert.AreEqual(-600, Books.Actuals(site).Single(row => row is { Type: TransactionType.BilledSales, NetAmount: -600 }).NetAmount);
    }

    [TestMethod]
    public void A_used_up_one_cannot_be_taken_back()
    {
        site.Draft("PF-2").With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -1000).Confirm();
        var draft = CorrectiveDraft.Of(site, billing.Id);

        site.Expect(RetainerErrors.UsedUp, () => draft.Confirm());
    }

    [TestMethod]
    public void An_application_that_is_taken_back_is_available_again()
    {
        var applied = site.Draft("PF-2").With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -1000).Confirm();

        CorrectiveDraft.Of(site, applied.Id).Confirm();
        Assert.AreEqual("Invoiced, 0.00 of 1000.00 used, -1000.00 open as UnbilledSalesCreated", Books.Of(site, retainer));

        site.Draft("PF-3").With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -1000).Confirm();
        Assert.AreEqual("Used, 1000.00 of 1000.00 used, nothing open", Books.Of(site, retainer));
    }

    [TestMethod]
    public void A_part_that_is_taken_back_joins_what_is_left()
    {
        var applied = site.Draft("PF-2").With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -400).Confirm();
        site.Draft("PF-3").With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -100).Confirm();

        CorrectiveDraft.Of(site, applied.Id).Confirm();

        Assert.AreEqual("Invoiced, 100.00 of 1000.00 used, -900.00 open as UnbilledSalesCreated", Books.Of(site, retainer));
        Assert.AreEqual(900, Books.Open(site));
    }

    [TestMethod]
    public void What_is_taken_back_can_be_used_on_the_same_invoice()
    {
        var applied = site.Draft("PF-2").With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -1000).Confirm();
        var next = site.Draft("PF-3").With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -700);

        CorrectiveDraft.Of(site, applied.Id, [applied.Details[1]], next.Id).Confirm();

        Assert.AreEqual("Invoiced, 700.00 of 1000.00 used, -300.00 open as UnbilledSalesCreated", Books.Of(site, retainer));
    }

    [TestMethod]
    public void A_part_of_a_retainer_is_not_corrected()
    {
        var draft = CorrectiveDraft.Of(site, billing.Id).With(billing.Details[0], 1, 600);

        site.Expect(RetainerErrors.CorrectedInPart, () => draft.Confirm());
    }

    [TestMethod]
    public void A_refund_that_is_taken_back_has_not_happened()
    {
        var refund = site.Draft("PF-2").WithRetainer(retainer, RetainerAction.Refund, -300).Confirm();

        CorrectiveDraft.Of(site, refund.Id).Confirm();

        Assert.AreEqual("Invoiced, 0.00 of 1000.00 used, -1000.00 open as UnbilledSalesCreated", Books.Of(site, retainer));
    }
}
