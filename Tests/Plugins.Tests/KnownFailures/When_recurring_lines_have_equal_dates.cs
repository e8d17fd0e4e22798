using InvoicePlugins.Dataverse.Tables;
using Plugins.Tests.Environment;
using Plugins.Tests.Revision;

namespace Plugins.Tests.KnownFailures;

/// <summary>The official product takes recurring entries with equal dates twice, since it tells them apart by what they say.</summary>
[TestClass]
internal sealed class When_recurring_lines_have_equal_dates
{
    [TestMethod]
    public void Each_is_billed_once_and_taken_back_once()
    {
        var site = Site.New();
        var invoice = site.Draft().With(1, 100).With(1, 100).With(1, 100).Confirm();
        var billed = site.MadeBy(invoice.Id).Where(row => row.Type == TransactionType.BilledSales).ToList();
        Assert.AreEqual(3, billed.Count);

        // Two of the three: every correction names the row of its own detail.
        var draft = CorrectiveDraft.Of(site, invoice.Id, [invoice.Details[0], invoice.Details[2]]).Confirm();

        Assert.AreEqual(2, site.MadeBy(draft.Id).Count);
        Assert.AreEqual(2, site.Billable().Count);
        var left = site.MadeBy(invoice.Id).Single(row => row is { Type: TransactionType.BilledSales, AdjustmentStatus: null });
        var detail = site.All("msdyn_transactionorigin")
            .Select(row => new TransactionOrigin(row))
            .Single(row => row.Transaction == left.Id && row.Source.Table == "msdyn_invoicelinetransaction")
            .Source.Id;
        Assert.AreEqual(invoice.Details[1].ToString("d"), detail);
    }
}
