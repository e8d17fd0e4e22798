using InvoicePlugins.Dataverse.Tables;
using Plugins.Tests.Environment;
using Plugins.Tests.Revision;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.KnownFailures;

/// <summary>The official product credits a negative billed row and does not make its work billable again.</summary>
[TestClass]
internal sealed class When_a_negative_actual_is_corrected
{
    [TestMethod]
    [DataRow(TransactionClass.Time)]
    [DataRow(TransactionClass.Expense)]
    [DataRow(TransactionClass.Material)]
    [DataRow(TransactionClass.Fee)]
    public void Its_unbilled_sales_come_back(TransactionClass @class)
    {
        var site = Site.New();
        var invoice = site.Draft().With(-8, 200, @class, tax: -160).Confirm();

        var draft = CorrectiveDraft.Of(site, invoice.Id).Confirm();

        Same(Sentences.Of(site.MadeBy(draft.Id)), $"BilledSales {@class} 8 x 200 = 1600.00 tax 160.00 Chargeable CustomerInvoicePosted Unadjustable");
        Same(Sentences.Of(site.Billable()), $"UnbilledSales {@class} -8 x 200 = -1600.00 tax -160.00 Chargeable UnbilledSalesCreated");
    }

    [TestMethod]
    public void Of_a_part_that_is_credited_the_rest_comes_back()
    {
        var site = Site.New();
        var invoice = site.Draft().With(-8, 200, tax: -160).Confirm();

        CorrectiveDraft.Of(site, invoice.Id).With(invoice.Details[0], -6, 200).Confirm();

        Same(Sentences.Of(site.Billable()), "UnbilledSales Time -2 x 200 = -400.00 tax -40.00 Chargeable UnbilledSalesCreated");
    }
}
