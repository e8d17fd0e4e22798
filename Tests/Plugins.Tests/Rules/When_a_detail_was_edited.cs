using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.Rules;

[TestClass]
internal sealed class When_a_detail_was_edited
{
    [TestMethod]
    [DataRow(TransactionClass.Time)]
    [DataRow(TransactionClass.Expense)]
    [DataRow(TransactionClass.Material)]
    [DataRow(TransactionClass.Fee)]
    public void A_reduced_quantity_leaves_the_rest_not_charged(TransactionClass @class)
    {
        var outcome = Situation.FromAnActual(@class).With(6, 200, 1200).WithTax(120).Bill();

        Same(
            outcome.Actuals,
            "U0' UnbilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable",
            "U1 UnbilledSales 6 x 200 = 1200.00 tax 120.00 Chargeable",
            "U1' UnbilledSales -6 x 200 = -1200.00 tax -120.00 Chargeable",
            "B1 BilledSales 6 x 200 = 1200.00 tax 120.00 Chargeable",
            "U2 UnbilledSales 2 x 200 = 400.00 tax 40.00 NonChargeable",
            "U2' UnbilledSales -2 x 200 = -400.00 tax -40.00 NonChargeable",
            "B2 BilledSales 2 x 200 = 400.00 tax 40.00 NonChargeable"
        );
    }

    [TestMethod]
    public void The_original_is_canceled_and_its_reversal_goes_to_finance()
    {
        var outcome = Situation.FromAnActual().With(6, 200, 1200).Bill();

        Same(
            outcome.Statuses,
            "U0' Canceled Unadjustable",
            "U1 CustomerInvoicePosted",
            "U1' CustomerInvoicePosted Unadjustable skip",
            "B1 CustomerInvoicePosted",
            "U2 CustomerInvoicePosted",
            "U2' CustomerInvoicePosted Unadjustable skip",
            "B2 CustomerInvoicePosted"
        );
        var original = new Actual(outcome.Changes.Single());
        Assert.AreEqual(BillingStatus.Canceled, original.BillingStatus);
        Assert.AreEqual(AdjustmentStatus.Adjusted, original.AdjustmentStatus);
    }

    [TestMethod]
    public void Replacements_are_connected_to_the_original_and_its_cost()
    {
        var outcome = Situation.FromAnActual().With(6, 200, 1200).Bill();

        Same(
            outcome.Connections,
            "U0' Reversing - U0 Original",
            "U1 Replacing - U0 Original",
            "U1 Unbilled Sales - C0 Cost",
            "U1' Reversing - U1 Original",
            "B1 Billed Sales - U1 Unbilled Sales",
            "U2 Replacing - U0 Original",
            "U2 Unbilled Sales - C0 Cost",
            "U2' Reversing - U2 Original",
            "B2 Billed Sales - U2 Unbilled Sales"
        );
        CollectionAssert.Contains(outcome.Origins.ToArray(), "U1 from msdyn_timeentry, invoice, invoicedetail, msdyn_invoicelinetransaction");
        CollectionAssert.Contains(outcome.Origins.ToArray(), "U1' from msdyn_timeentry, invoice, invoicedetail, msdyn_invoicelinetransaction");
    }

    [TestMethod]
    public void A_raised_quantity_is_billed_alone()
    {
        var outcome = Situation.FromAnActual().With(10, 200, 2000).WithTax(200).Bill();

        Same(
            outcome.Actuals,
            "U0' UnbilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable",
            "U1 UnbilledSales 10 x 200 = 2000.00 tax 200.00 Chargeable",
            "U1' UnbilledSales -10 x 200 = -2000.00 tax -200.00 Chargeable",
            "B1 BilledSales 10 x 200 = 2000.00 tax 200.00 Chargeable"
        );
    }

    [TestMethod]
    public void A_new_price_replaces_the_original()
    {
        var outcome = Situation.FromAnActual().With(8, 150, 1200).WithTax(120).Bill();

        Same(
            outcome.Actuals,
            "U0' UnbilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable",
            "U1 UnbilledSales 8 x 150 = 1200.00 tax 120.00 Chargeable",
            "U1' UnbilledSales -8 x 150 = -1200.00 tax -120.00 Chargeable",
            "B1 BilledSales 8 x 150 = 1200.00 tax 120.00 Chargeable"
        );
    }

    [TestMethod]
    public void Quantity_and_price_together_leave_the_rest_at_the_old_price()
    {
        var outcome = Situation.FromAnActual().With(6, 150, 900).WithTax(90).Bill();

        Same(
            outcome.Actuals,
            "U0' UnbilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable",
            "U1 UnbilledSales 6 x 150 = 900.00 tax 90.00 Chargeable",
            "U1' UnbilledSales -6 x 150 = -900.00 tax -90.00 Chargeable",
            "B1 BilledSales 6 x 150 = 900.00 tax 90.00 Chargeable",
            "U2 UnbilledSales 2 x 200 = 400.00 tax 40.00 NonChargeable",
            "U2' UnbilledSales -2 x 200 = -400.00 tax -40.00 NonChargeable",
            "B2 BilledSales 2 x 200 = 400.00 tax 40.00 NonChargeable"
        );
    }

    [TestMethod]
    public void Quantity_zero_leaves_only_what_is_not_charged_and_no_rows_of_zero()
    {
        var outcome = Situation.FromAnActual().With(0, 200, 0).WithTax(0).Bill();

        Same(
            outcome.Actuals,
            "U0' UnbilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable",
            "U2 UnbilledSales 8 x 200 = 1600.00 tax 160.00 NonChargeable",
            "U2' UnbilledSales -8 x 200 = -1600.00 tax -160.00 NonChargeable",
            "B2 BilledSales 8 x 200 = 1600.00 tax 160.00 NonChargeable"
        );
    }

    [TestMethod]
    public void A_new_billing_type_replaces_the_original()
    {
        var outcome = Situation.FromAnActual().Where(it => it.Detail["msdyn_billingtype"] = new OptionSetValue((int)BillingType.Complimentary)).Bill();

        Same(
            outcome.Actuals,
            "U0' UnbilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable",
            "U1 UnbilledSales 8 x 200 = 1600.00 tax 160.00 Complimentary",
            "U1' UnbilledSales -8 x 200 = -1600.00 tax -160.00 Complimentary",
            "B1 BilledSales 8 x 200 = 1600.00 tax 160.00 Complimentary"
        );
    }

    [TestMethod]
    public void The_parts_of_a_reduction_add_up_to_the_last_digit()
    {
        // 3 at 33.335 were booked as 100.01 with tax 7.01; one of them is billed.
        var outcome = Situation
            .FromAnActual()
            .Where(it =>
            {
                it.Original!["msdyn_quantity"] = 3m;
                it.Original["msdyn_price"] = new Money(33.335m);
                it.Original["msdyn_amount"] = new Money(100.01m);
                it.Original["pinv_taxamount"] = new Money(7.01m);
            })
            .With(1, 33.335m, null)
            .WithTax(2.34m)
            .Bill();

        Assert.AreEqual(33.34m, new Actual(outcome["U1"]).NetAmount);
        Assert.AreEqual(66.67m, new Actual(outcome["U2"]).NetAmount);
        Assert.AreEqual(4.67m, new Actual(outcome["U2"]).TaxAmount);
        Assert.AreEqual(100.01m, outcome.Sum(TransactionType.BilledSales, row => row.NetAmount));
        Assert.AreEqual(7.01m, outcome.Sum(TransactionType.BilledSales, row => row.TaxAmount ?? 0));
        Assert.AreEqual(-100.01m, outcome.Sum(TransactionType.UnbilledSales, row => row.NetAmount));
    }

    [TestMethod]
    public void A_reduced_credit_is_a_reduction_too()
    {
        var outcome = Situation
            .FromAnActual()
            .Where(it =>
            {
                it.Original!["msdyn_quantity"] = -8m;
                it.Original["msdyn_amount"] = new Money(-1600);
                it.Original["pinv_taxamount"] = new Money(-160);
            })
            .With(-6, 200, -1200)
            .WithTax(-120)
            .Bill();

        Same(
            outcome.Actuals,
            "U0' UnbilledSales 8 x 200 = 1600.00 tax 160.00 Chargeable",
            "U1 UnbilledSales -6 x 200 = -1200.00 tax -120.00 Chargeable",
            "U1' UnbilledSales 6 x 200 = 1200.00 tax 120.00 Chargeable",
            "B1 BilledSales -6 x 200 = -1200.00 tax -120.00 Chargeable",
            "U2 UnbilledSales -2 x 200 = -400.00 tax -40.00 NonChargeable",
            "U2' UnbilledSales 2 x 200 = 400.00 tax 40.00 NonChargeable",
            "B2 BilledSales -2 x 200 = -400.00 tax -40.00 NonChargeable"
        );
    }
}
