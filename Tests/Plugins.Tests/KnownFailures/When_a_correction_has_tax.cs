using InvoicePlugins.Dataverse.Tables;
using Plugins.Tests.Environment;
using Plugins.Tests.Revision;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.KnownFailures;

/// <summary>In the official product corrections lose the tax of what they correct.</summary>
[TestClass]
internal sealed class When_a_correction_has_tax
{
    [TestMethod]
    public void The_credit_carries_the_tax_that_was_billed_and_the_new_row_the_new_tax()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200, tax: 160).Confirm();

        var draft = CorrectiveDraft.Of(site, invoice.Id).With(invoice.Details[0], 6, 200, 114).Confirm();

        Same(
            Sentences.Of(site.MadeBy(draft.Id).Where(row => row.Type == TransactionType.BilledSales)),
            "BilledSales Time -8 x 200 = -1600.00 tax -160.00 Chargeable CustomerInvoicePosted Unadjustable",
            "BilledSales Time 6 x 200 = 1200.00 tax 114.00 Chargeable CustomerInvoicePosted"
        );
    }

    [TestMethod]
    public void A_tax_that_nobody_entered_is_the_share_of_the_tax_that_was_billed()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200, tax: 160).Confirm();

        var draft = CorrectiveDraft.Of(site, invoice.Id).With(invoice.Details[0], 6, 200).Confirm();

        Same(
            Sentences.Of(site.MadeBy(draft.Id).Where(row => row.Type == TransactionType.BilledSales)),
            "BilledSales Time -8 x 200 = -1600.00 tax -160.00 Chargeable CustomerInvoicePosted Unadjustable",
            "BilledSales Time 6 x 200 = 1200.00 tax 120.00 Chargeable CustomerInvoicePosted"
        );
    }

    [TestMethod]
    public void The_tax_alone_can_be_corrected()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200, tax: 160).Confirm();

        var draft = CorrectiveDraft.Of(site, invoice.Id).With(invoice.Details[0], 8, 200, 320).Confirm();

        Assert.AreEqual(160m, site.MadeBy(draft.Id).Where(row => row.Type == TransactionType.BilledSales).Sum(row => row.TaxAmount));
        Assert.AreEqual(0m, site.MadeBy(draft.Id).Where(row => row.Type == TransactionType.BilledSales).Sum(row => row.NetAmount));
    }
}
