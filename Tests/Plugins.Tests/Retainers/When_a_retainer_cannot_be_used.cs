using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Retainers;

[TestClass]
internal sealed class When_a_retainer_cannot_be_used
{
    private readonly Site site = Site.New();

    [TestMethod]
    public void Nobody_said_which_class_retainers_have()
    {
        var retainer = site.Retainer(1000);
        site.Organization.SetEnvironmentVariable("pinv_RetainerTransactionClass", null);

        Refuse(RetainerErrors.ClassNotSet, site.Draft().WithRetainer(retainer, RetainerAction.Invoice, 1000));
    }

    [TestMethod]
    public void A_detail_has_to_say_which_retainer_and_what_it_does_with_it()
    {
        var retainer = site.Retainer(1000);

        Refuse(RetainerErrors.Missing, Changed(site.Draft("PF-1").WithRetainer(retainer, RetainerAction.Invoice, 1000), "pinv_retainerid", null));
        Refuse(
            RetainerErrors.OnOtherClass,
            Changed(
                site.Draft("PF-2").WithRetainer(retainer, RetainerAction.Invoice, 1000),
                "msdyn_transactionclassification",
                new OptionSetValue((int)TransactionClass.Time)
            )
        );
        Refuse(RetainerErrors.ActionMissing, Changed(site.Draft("PF-3").WithRetainer(retainer, RetainerAction.Invoice, 1000), "pinv_retaineraction", null));
        Refuse(
            RetainerErrors.NotChargeable,
            Changed(
                site.Draft("PF-4").WithRetainer(retainer, RetainerAction.Invoice, 1000),
                "msdyn_billingtype",
                new OptionSetValue((int)BillingType.Complimentary)
            )
        );
    }

    [TestMethod]
    public void It_belongs_to_the_contract_the_customer_and_the_currency_of_the_invoice()
    {
        var other = site.Loader.Create(
            new Entity("salesorder")
            {
                ["name"] = "Other",
                ["customerid"] = site.Customer,
                ["transactioncurrencyid"] = site.Currency,
                ["pricelevelid"] = site.PriceList,
            }
        );
        var customer = site.Loader.Create(
            new Entity("msdyn_projectcontractsplitbillingrule")
            {
                ["msdyn_projectcontractid"] = site.Contract,
                ["msdyn_projectcontractsplitbillingrulenumber"] = "FS-2",
            }
        );
        var currency = site.Loader.Create(
            new Entity("transactioncurrency")
            {
                ["currencyname"] = "Euro",
                ["isocurrencycode"] = "EUR",
                ["currencysymbol"] = "€",
                ["exchangerate"] = 0.9m,
                ["currencyprecision"] = 2,
            }
        );

        Refuse(
            RetainerErrors.OfOtherContract,
            site.Draft("PF-1").With(8, 200).WithRetainer(Retainer("pinv_contractid", new EntityReference("salesorder", other)), RetainerAction.Invoice, 1000)
        );
        Refuse(
            RetainerErrors.OfOtherContractCustomer,
            site.Draft("PF-2")
                .With(8, 200)
                .WithRetainer(
                    Retainer("pinv_contractcustomerid", new EntityReference("msdyn_projectcontractsplitbillingrule", customer)),
                    RetainerAction.Invoice,
                    1000
                )
        );
        Refuse(
            RetainerErrors.InOtherCurrency,
            site.Draft("PF-3")
                .With(8, 200)
                .WithRetainer(Retainer("transactioncurrencyid", new EntityReference("transactioncurrency", currency)), RetainerAction.Invoice, 1000)
        );
    }

    [TestMethod]
    public void The_sign_says_whether_it_adds_or_takes_away()
    {
        var retainer = site.InvoicedRetainer(1000);

        Refuse(RetainerErrors.WrongSign, site.Draft("PF-1").With(8, 200).WithRetainer(retainer, RetainerAction.Apply, 100));
        Refuse(RetainerErrors.WrongSign, site.Draft("PF-2").With(8, 200).WithRetainer(retainer, RetainerAction.Refund, 100));
        Refuse(RetainerErrors.WrongSign, site.Draft("PF-3").WithRetainer(site.Retainer(10), RetainerAction.Invoice, -10));
    }

    [TestMethod]
    public void It_is_invoiced_once_and_whole()
    {
        var retainer = site.InvoicedRetainer(1000);
        var open = site.Retainer(500);

        Refuse(RetainerErrors.AlreadyInvoiced, site.Draft("PF-1").WithRetainer(retainer, RetainerAction.Invoice, 1000));
        Refuse(RetainerErrors.AmountDiffers, site.Draft("PF-2").WithRetainer(open, RetainerAction.Invoice, 400));
        Refuse(
            RetainerErrors.AlreadyInvoiced,
            site.Draft("PF-3").WithRetainer(open, RetainerAction.Invoice, 500).WithRetainer(open, RetainerAction.Invoice, 500)
        );
    }

    [TestMethod]
    public void It_has_to_be_invoiced_before()
    {
        var retainer = site.Retainer(1000);

        Refuse(RetainerErrors.NotInvoiced, site.Draft("PF-1").With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -100));
        Refuse(
            RetainerErrors.NotInvoiced,
            site.Draft("PF-2").With(8, 200).WithRetainer(retainer, RetainerAction.Invoice, 1000).WithRetainer(retainer, RetainerAction.Apply, -100)
        );
    }

    [TestMethod]
    public void More_than_is_available_is_refused_also_when_several_details_use_it()
    {
        var retainer = site.InvoicedRetainer(1000);

        Refuse(RetainerErrors.Exceeded, site.Draft("PF-1").With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -1000.01m));
        Refuse(
            RetainerErrors.Exceeded,
            site.Draft("PF-2").With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -600).WithRetainer(retainer, RetainerAction.Apply, -600)
        );
        Refuse(RetainerErrors.Exceeded, site.Draft("PF-3").WithRetainer(retainer, RetainerAction.Refund, -1001));
    }

    [TestMethod]
    public void A_retainer_that_contradicts_its_open_row_is_refused()
    {
        var retainer = site.InvoicedRetainer(1000);
        site.Loader.Update(new Entity("pinv_retainer", retainer) { ["pinv_usedamount"] = new Money(100) });

        Refuse(RetainerErrors.BooksDiffer, site.Draft().With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -100));
    }

    [TestMethod]
    public void No_more_is_applied_than_the_invoice_charges_with_tax()
    {
        var retainer = site.InvoicedRetainer(5000);

        Refuse(RetainerErrors.ExceedChargeable, site.Draft("PF-1").With(8, 200, tax: 160).WithRetainer(retainer, RetainerAction.Apply, -1760.01m));
        Refuse(
            RetainerErrors.ExceedChargeable,
            site.Draft("PF-2").With(8, 200, billingType: BillingType.Complimentary).WithRetainer(retainer, RetainerAction.Apply, -1)
        );
        Refuse(
            RetainerErrors.ExceedChargeable,
            site.Draft("PF-3").WithRetainer(site.Retainer(700), RetainerAction.Invoice, 700).WithRetainer(retainer, RetainerAction.Apply, -1)
        );
        site.Draft("PF-4").With(8, 200, tax: 160).WithRetainer(retainer, RetainerAction.Apply, -1760).Confirm();

        Assert.AreEqual("Invoiced, 1760.00 of 5000.00 used, -3240.00 open as UnbilledSalesCreated", Books.Of(site, retainer));
    }

    private void Refuse(ErrorCode error, DraftInvoice draft) => site.Expect(error, () => draft.Confirm());

    private DraftInvoice Changed(DraftInvoice draft, string column, object? value)
    {
        site.Manager.Update(new Entity("msdyn_invoicelinetransaction", draft.Details[0]) { [column] = value });
        return draft;
    }

    private Guid Retainer(string column, EntityReference value)
    {
        var retainer = site.Retainer(1000);
        site.Loader.Update(new Entity("pinv_retainer", retainer) { [column] = value });
        return retainer;
    }
}
