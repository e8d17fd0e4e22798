using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.KnownFailures;

[TestClass]
internal sealed class When_a_not_to_exceed_actual_is_faulty
{
    [TestMethod]
    public void The_invoices_of_its_contract_are_confirmed_all_the_same()
    {
        var site = Site.New();
        var limit = site.Limit(10000);
        site.Draft("PF-1").With(8, 200).Confirm();

        // Rows as they make the sum over a contract fail: without amount, price, currency, line, customer or date, and one of another currency.
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
        foreach (
            var change in new Action<Entity>[]
            {
                row => { },
                row => row["msdyn_billingtype"] = null,
                row =>
                {
                    row["transactioncurrencyid"] = new EntityReference("transactioncurrency", currency);
                    row["msdyn_amount"] = new Money(1_000_000);
                },
            }
        )
        {
            var faulty = new Entity("msdyn_actual")
            {
                ["msdyn_description"] = "faulty",
                ["msdyn_salescontract"] = site.Contract,
                ["msdyn_transactiontypecode"] = new OptionSetValue((int)TransactionType.BilledSales),
                ["msdyn_billingtype"] = new OptionSetValue((int)BillingType.Chargeable),
                ["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.CustomerInvoicePosted),
            };
            change(faulty);
            site.Loader.Create(faulty);
        }

        var invoice = site.Draft("PF-2").With(8, 200).AddedByHand(2, 150, BillingMethod.TimeAndMaterial).Confirm();

        Assert.AreEqual(5, site.MadeBy(invoice.Id).Count);
        Assert.AreEqual(3500, site.Read("pinv_nottoexceed", limit).GetAttributeValue<Money>("pinv_billedamount").Value);
    }

    [TestMethod]
    public void A_faulty_limit_stops_only_what_was_raised_within_it()
    {
        var site = Site.New();
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
        var limit = site.Limit(100);
        site.Loader.Update(new Entity("pinv_nottoexceed", limit) { ["transactioncurrencyid"] = new EntityReference("transactioncurrency", currency) });

        site.Draft("PF-1").With(8, 200).Confirm();
        var raised = site.Draft("PF-2").With(8, 200).AddedByHand(1, 1, BillingMethod.TimeAndMaterial);

        site.Expect(LimitErrors.InOtherCurrency, () => raised.Confirm());
    }
}
