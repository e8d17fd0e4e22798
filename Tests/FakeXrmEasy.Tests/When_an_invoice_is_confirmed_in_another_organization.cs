using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace FakeXrmEasy.Tests;

[TestClass]
internal sealed class When_an_invoice_is_confirmed_in_another_organization
{
    [TestMethod]
    [DataRow(TransactionClass.Time)]
    [DataRow(TransactionClass.Expense)]
    [DataRow(TransactionClass.Material)]
    [DataRow(TransactionClass.Fee)]
    public void What_was_recorded_becomes_the_same_rows(TransactionClass @class) =>
        Same(invoice => invoice.With(8, 200, @class, tax: 160), "BilledSales 1600.00", "UnbilledSales -1600.00");

    [TestMethod]
    public void A_reduced_quantity_becomes_the_same_rows() =>
        Same(
            invoice => invoice.With(8, 200),
            [("msdyn_quantity", 6m), ("msdyn_amount", new Money(1200))],
            "BilledSales 1200.00",
            "BilledSales 400.00",
            "UnbilledSales -1200.00",
            "UnbilledSales -1600.00",
            "UnbilledSales -400.00",
            "UnbilledSales 1200.00",
            "UnbilledSales 400.00"
        );

    [TestMethod]
    public void An_increased_quantity_becomes_the_same_rows() =>
        Same(
            invoice => invoice.With(8, 200),
            [("msdyn_quantity", 10m), ("msdyn_amount", new Money(2000))],
            "BilledSales 2000.00",
            "UnbilledSales -1600.00",
            "UnbilledSales -2000.00",
            "UnbilledSales 2000.00"
        );

    [TestMethod]
    public void Another_price_becomes_the_same_rows() =>
        Same(
            invoice => invoice.With(8, 200),
            [("msdyn_price", new Money(150)), ("msdyn_amount", new Money(1200))],
            "BilledSales 1200.00",
            "UnbilledSales -1200.00",
            "UnbilledSales -1600.00",
            "UnbilledSales 1200.00"
        );

    [TestMethod]
    public void A_milestone_becomes_the_same_rows() => Same(invoice => invoice.WithMilestone(5000), "BilledSales 5000.00");

    [TestMethod]
    public void What_was_added_by_hand_becomes_the_same_rows() =>
        Same(
            invoice => invoice.AddedByHand(2, 150, BillingMethod.TimeAndMaterial).AddedByHand(1, 300, BillingMethod.FixedPrice),
            "BilledSales 300.00",
            "BilledSales 300.00",
            "UnbilledSales -300.00",
            "UnbilledSales 300.00"
        );

    [TestMethod]
    public void Everything_on_one_invoice_becomes_the_same_rows()
    {
        var site = Site.New();
        var invoice = site.Draft()
            .With(8, 200, tax: 160)
            .With(1, 99.90m, TransactionClass.Expense)
            .WithMilestone(5000)
            .AddedByHand(2, 150, BillingMethod.TimeAndMaterial);
        var both = new TwoOrganizations(site);

        both.Confirm(invoice.Id);

        both.AreTheSame();
        Assert.AreEqual(8, both.MadeInFaked(invoice.Id).Count);
    }

    [TestMethod]
    public void What_forbids_it_is_told_in_the_same_words()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).With(4, 100);
        site.Manager.Update(new Entity("msdyn_invoicelinetransaction", invoice.Details[0]) { ["msdyn_price"] = null });
        site.Loader.Update(
            new Entity("msdyn_actual", invoice.Originals[1]) { ["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.CustomerInvoicePosted) }
        );
        var both = new TwoOrganizations(site);

        var local = Refusal.Of(() => site.Confirm(invoice.Id));
        var faked = Assert.Throws<InvalidPluginExecutionException>(() => both.Faked.Confirm(invoice.Id)).Message;

        Assert.AreEqual(local, faked);
        Assert.Contains(ConfirmationErrors.NoPrice.Code, faked);
        Assert.Contains(ConfirmationErrors.OriginalAlreadyBilled.Code, faked);
        both.AreTheSame();
    }

    private static void Same(Action<DraftInvoice> draft, params string[] expected) => Same(draft, [], expected);

    private static void Same(Action<DraftInvoice> draft, (string Column, object Value)[] edits, params string[] expected)
    {
        var site = Site.New();
        var invoice = site.Draft();
        draft(invoice);
        if (edits.Length > 0)
        {
            var edit = new Entity("msdyn_invoicelinetransaction", invoice.Details[0]);
            foreach (var (column, value) in edits)
            {
                edit[column] = value;
            }

            site.Manager.Update(edit);
        }

        var both = new TwoOrganizations(site);
        both.Confirm(invoice.Id);

        both.AreTheSame();
        both.Made(invoice.Id, expected);
    }
}
