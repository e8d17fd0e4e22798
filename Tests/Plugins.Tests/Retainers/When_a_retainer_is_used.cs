using InvoicePlugins.Dataverse.Tables;
using Plugins.Tests.Environment;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.Retainers;

[TestClass]
internal sealed class When_a_retainer_is_used
{
    private readonly Site site = Site.New();

    [TestMethod]
    public void Invoicing_it_makes_it_available()
    {
        var retainer = site.InvoicedRetainer(1000);

        Same(Books.Rows(site), "BilledSales 1000.00 CustomerInvoicePosted", "UnbilledSales -1000.00 UnbilledSalesCreated skip");
        Assert.AreEqual("Invoiced, 0.00 of 1000.00 used, -1000.00 open as UnbilledSalesCreated", Books.Of(site, retainer));
    }

    [TestMethod]
    public void A_part_that_is_applied_leaves_the_rest()
    {
        var retainer = site.InvoicedRetainer(1000);

        site.Draft().With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -400).Confirm();

        Same(
            Books.Rows(site),
            "BilledSales -400.00 CustomerInvoicePosted",
            "BilledSales 1000.00 CustomerInvoicePosted",
            "UnbilledSales -1000.00 CustomerInvoicePosted skip",
            "UnbilledSales -600.00 UnbilledSalesCreated skip",
            "UnbilledSales 1000.00 CustomerInvoicePosted Unadjustable skip"
        );
        Assert.AreEqual("Invoiced, 400.00 of 1000.00 used, -600.00 open as UnbilledSalesCreated", Books.Of(site, retainer));
    }

    [TestMethod]
    public void What_is_applied_in_full_is_used()
    {
        var retainer = site.InvoicedRetainer(1000);

        site.Draft().With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -1000).Confirm();

        Assert.AreEqual("Used, 1000.00 of 1000.00 used, nothing open", Books.Of(site, retainer));
        Assert.AreEqual(0, Books.Open(site));
        Assert.AreEqual(0, Books.Paid(site));
    }

    [TestMethod]
    public void One_invoice_after_another_uses_what_the_last_one_left()
    {
        var retainer = site.InvoicedRetainer(1000);

        site.Draft("PF-1").With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -400).Confirm();
        site.Draft("PF-2").With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -600).Confirm();

        Assert.AreEqual("Used, 1000.00 of 1000.00 used, nothing open", Books.Of(site, retainer));
    }

    [TestMethod]
    public void Several_details_of_one_invoice_use_one_after_the_other()
    {
        var retainer = site.InvoicedRetainer(1000);

        site.Draft()
            .With(8, 200)
            .WithRetainer(retainer, RetainerAction.Refund, -100)
            .WithRetainer(retainer, RetainerAction.Apply, -300)
            .WithRetainer(retainer, RetainerAction.Apply, -200)
            .Confirm();

        Assert.AreEqual("Refunded, 600.00 of 1000.00 used, -400.00 open as UnbilledSalesCreated", Books.Of(site, retainer));
        Assert.AreEqual(400, Books.Open(site));
        Assert.AreEqual(400, Books.Paid(site));
        Assert.AreEqual(
            1,
            Books.Actuals(site).Count(row => row is { Type: TransactionType.UnbilledSales, BillingStatus: BillingStatus.UnbilledSalesCreated }),
            "One open row."
        );
    }

    [TestMethod]
    public void What_is_left_after_a_refund_can_be_refunded_but_not_applied()
    {
        var retainer = site.InvoicedRetainer(1000);
        site.Draft("PF-1").WithRetainer(retainer, RetainerAction.Refund, -300).Confirm();

        var applied = site.Draft("PF-2").With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -100);
        site.Expect(RetainerErrors.AlreadyRefunded, () => applied.Confirm());
        site.Draft("PF-3").WithRetainer(retainer, RetainerAction.Refund, -700).Confirm();

        Assert.AreEqual("Refunded, 1000.00 of 1000.00 used, nothing open", Books.Of(site, retainer));
        Assert.AreEqual(0, Books.Open(site));
    }

    [TestMethod]
    public void Its_rows_have_no_project_and_its_open_row_no_invoice()
    {
        site.InvoicedRetainer(1000);

        Assert.IsTrue(Books.Actuals(site).All(row => !row.Entity.Contains("msdyn_project")));
        var open = Books.Actuals(site).Single(row => row.Type == TransactionType.UnbilledSales);
        Assert.IsNull(open.Invoice);
        Assert.AreEqual(site.Contract.Id, open.Contract);
        Assert.AreEqual(site.ContractCustomer.Id, open.ContractCustomer);
        Assert.AreEqual(site.FixedPriceLine.Id, open.ContractLine);
    }

    [TestMethod]
    public void The_billed_row_is_connected_to_the_row_it_was_taken_from()
    {
        var retainer = site.InvoicedRetainer(1000);
        var first = new Retainer(site.Read("pinv_retainer", retainer)).OpenActual!.Value;

        site.Draft().With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -400).Confirm();

        var roles = site.All("msdyn_transactionconnection")
            .Select(row => new TransactionConnection(row))
            .SelectMany(row => row.FromBothEnds)
            .Where(ends => ends.Near.Id == first)
            .Select(ends => $"{ends.Far.Role} of {ends.Near.Role}")
            .OrderBy(text => text, StringComparer.Ordinal);
        Same(roles, "Billed Sales of Unbilled Sales", "Replacing of Original", "Reversing of Original");
    }

    [TestMethod]
    public void The_order_of_the_lines_decides_nothing()
    {
        var one = Site.New();
        var other = Site.New();
        var retainers = new[] { one.InvoicedRetainer(1000), other.InvoicedRetainer(1000) };

        one.Draft().With(8, 200).WithRetainer(retainers[0], RetainerAction.Apply, -300).WithRetainer(retainers[0], RetainerAction.Refund, -700).Confirm();
        other.Draft().WithRetainer(retainers[1], RetainerAction.Refund, -700).WithRetainer(retainers[1], RetainerAction.Apply, -300).With(8, 200).Confirm();

        Assert.AreEqual(Books.Of(one, retainers[0]), Books.Of(other, retainers[1]));
    }
}
