using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;
using Plugins.Tests.Rules;

namespace Plugins.Tests.Confirmation;

[TestClass]
internal sealed class When_numbers_lines_and_amounts_are_checked
{
    private readonly Site site = Site.New();

    [TestMethod]
    public void A_number_that_finance_knows_from_another_invoice_is_refused()
    {
        site.Draft("PF-1").With(8, 200).Confirm();
        var second = site.Draft("PF-1").With(8, 200);

        site.Expect(ConfirmationErrors.NumberTaken, () => second.Confirm());
    }

    [TestMethod]
    public void An_invoice_without_number_is_refused()
    {
        // The platform gives every invoice a number; one that was loaded without may still come.
        var fault = Situation.FromAnActual().Where(it => it.Invoice["invoicenumber"] = null).Faults().Single();

        Assert.StartsWith($"{ConfirmationErrors.NoNumber.Code}: ", fault);
    }

    [TestMethod]
    public void A_line_of_another_contract_is_refused()
    {
        var contract = site.Loader.Create(
            new Entity("salesorder")
            {
                ["name"] = "Other",
                ["customerid"] = site.Customer,
                ["transactioncurrencyid"] = site.Currency,
                ["pricelevelid"] = site.PriceList,
            }
        );
        var line = site.Loader.Create(
            new Entity("salesorderdetail")
            {
                ["salesorderdetailname"] = "Other",
                ["salesorderid"] = new EntityReference("salesorder", contract),
                ["quantity"] = 1m,
                ["transactioncurrencyid"] = site.Currency,
            }
        );
        var draft = site.Draft().With(8, 200);
        site.Manager.Update(new Entity("invoicedetail", draft.TimeAndMaterialLine) { ["salesorderdetailid"] = new EntityReference("salesorderdetail", line) });

        site.Expect(ConfirmationErrors.ContractLineOfOtherContract, () => draft.Confirm());
    }

    [TestMethod]
    public void A_milestone_is_billed_with_what_was_agreed()
    {
        var draft = site.Draft().WithMilestone(5000);
        site.Manager.Update(
            new Entity("msdyn_invoicelinetransaction", draft.Details[0]) { ["msdyn_price"] = new Money(4999), ["msdyn_amount"] = new Money(4999) }
        );

        site.Expect(ConfirmationErrors.MilestoneAmountDiffers, () => draft.Confirm());
    }

    [TestMethod]
    public void A_total_below_zero_is_allowed()
    {
        var invoice = site.Draft().With(-8, 200, tax: -160).Confirm();

        Assert.AreEqual(-1600, site.MadeBy(invoice.Id).Single(row => row.Type == TransactionType.BilledSales).NetAmount);
    }

    [TestMethod]
    public void Zero_is_not_missing()
    {
        var invoice = site.Draft().With(8, 0).With(0, 200, TransactionClass.Fee).Confirm();

        Assert.AreEqual(4, site.MadeBy(invoice.Id).Count);
    }

    [TestMethod]
    public void What_is_not_charged_is_confirmed_and_adds_nothing_to_a_limit()
    {
        var limit = site.Limit(1);
        var invoice = site.Draft().With(8, 200, billingType: BillingType.NonChargeable).With(8, 200, billingType: BillingType.Complimentary).Confirm();

        Assert.AreEqual(4, site.MadeBy(invoice.Id).Count);
        Assert.AreEqual(0, site.Read("pinv_nottoexceed", limit).GetAttributeValue<Money>("pinv_billedamount")?.Value ?? 0);
    }
}
