using InvoicePlugins.Dataverse.Tables;
using Plugins.Tests.Environment;
using Plugins.Tests.Revision;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.KnownFailures;

/// <summary>In the official product a fee of zero blocks the invoice it stands on.</summary>
[TestClass]
internal sealed class When_a_fee_is_zero
{
    [TestMethod]
    [DataRow(1, 0)]
    [DataRow(0, 500)]
    [DataRow(0, 0)]
    public void It_is_billed_and_taken_back_like_any_other(int quantity, int price)
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).With(quantity, price, TransactionClass.Fee).Confirm();
        Assert.AreEqual(4, site.MadeBy(invoice.Id).Count);

        var draft = CorrectiveDraft.Of(site, invoice.Id).Confirm();

        Same(
            Sentences.Of(site.MadeBy(draft.Id)).Select(sentence => sentence.Replace("= -0.00", "= 0.00").Replace("Fee -0 x", "Fee 0 x")),
            $"BilledSales Fee {-quantity} x {price} = 0.00 Chargeable CustomerInvoicePosted Unadjustable",
            "BilledSales Time -8 x 200 = -1600.00 Chargeable CustomerInvoicePosted Unadjustable"
        );
        Assert.AreEqual(2, site.Billable().Count);
    }

    [TestMethod]
    public void A_fee_can_be_corrected_to_zero_and_back()
    {
        var site = Site.New();
        var invoice = site.Draft().With(1, 500, TransactionClass.Fee).Confirm();
        var free = CorrectiveDraft.Of(site, invoice.Id).With(invoice.Details[0], 1, 0).Confirm();
        var detail = free.For(invoice.Details[0]).Id;
        Assert.AreEqual(-500m, site.MadeBy(free.Id).Where(row => row.Type == TransactionType.BilledSales).Sum(row => row.NetAmount));

        var charged = CorrectiveDraft.Of(site, free.Id).With(detail, 1, 450).Confirm();

        Assert.AreEqual(450m, site.MadeBy(charged.Id).Where(row => row.Type == TransactionType.BilledSales).Sum(row => row.NetAmount));
        Assert.AreEqual(0, site.Billable().Count);
    }
}
