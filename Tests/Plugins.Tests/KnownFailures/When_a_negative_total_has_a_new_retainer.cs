using InvoicePlugins.Dataverse.Tables;
using Plugins.Tests.Environment;
using Plugins.Tests.Retainers;

namespace Plugins.Tests.KnownFailures;

[TestClass]
internal sealed class When_a_negative_total_has_a_new_retainer
{
    [TestMethod]
    public void It_is_confirmed_and_the_retainer_is_available()
    {
        var site = Site.New();
        var retainer = site.Retainer(1000);

        var invoice = site.Draft().With(-8, 200, tax: -160).WithRetainer(retainer, RetainerAction.Invoice, 1000).Confirm();

        var billed = site.MadeBy(invoice.Id).Where(row => row.Type == TransactionType.BilledSales).ToList();
        Assert.AreEqual(-600, billed.Sum(row => row.NetAmount));
        Assert.AreEqual("Invoiced, 0.00 of 1000.00 used, -1000.00 open as UnbilledSalesCreated", Books.Of(site, retainer));
    }

    [TestMethod]
    public void Nothing_can_be_applied_to_it()
    {
        var site = Site.New();
        var retainer = site.InvoicedRetainer(1000);
        var draft = site.Draft().With(-8, 200).WithRetainer(retainer, RetainerAction.Apply, -1);

        site.Expect(RetainerErrors.ExceedChargeable, () => draft.Confirm());
    }
}
