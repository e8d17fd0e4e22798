using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Confirmation;

[TestClass]
internal sealed class When_a_contract_has_several_customers
{
    private readonly Site site = Site.New();
    private readonly EntityReference second;

    public When_a_contract_has_several_customers()
    {
        second = new EntityReference(
            "msdyn_projectcontractsplitbillingrule",
            site.Loader.Create(
                new Entity("msdyn_projectcontractsplitbillingrule")
                {
                    ["msdyn_projectcontractid"] = site.Contract,
                    ["msdyn_projectcontractsplitbillingrulenumber"] = "FS-2",
                }
            )
        );
    }

    [TestMethod]
    public void Each_is_billed_on_invoices_of_his_own()
    {
        var first = site.Draft("PF-1").With(8, 200);
        var other = site.Draft("PF-2").With(8, 200);
        site.Loader.Update(new Entity("msdyn_actual", other.Originals[0]) { ["msdyn_projectcontractsplitbillingrule"] = second });

        first.Confirm();
        other.Confirm();

        Assert.AreEqual(site.ContractCustomer.Id, Payer(first));
        Assert.AreEqual(second.Id, Payer(other));
        Assert.IsTrue(site.MadeBy(first.Id).All(row => row.ContractCustomer == site.ContractCustomer.Id));
        Assert.IsTrue(site.MadeBy(other.Id).All(row => row.ContractCustomer == second.Id));
    }

    [TestMethod]
    public void They_do_not_meet_on_one_invoice()
    {
        var draft = site.Draft().With(8, 200).With(2, 100);
        site.Loader.Update(new Entity("msdyn_actual", draft.Originals[1]) { ["msdyn_projectcontractsplitbillingrule"] = second });

        site.Expect(ConfirmationErrors.OriginalOfOtherContractCustomer, () => draft.Confirm());
    }

    [TestMethod]
    public void An_invoice_that_says_who_pays_needs_no_original_to_tell()
    {
        var draft = site.Draft("PF-1").AddedByHand(2, 150, BillingMethod.TimeAndMaterial).WithMilestone(5000);
        site.Expect(ConfirmationErrors.ContractCustomerUnclear, () => draft.Confirm());

        Set(draft, second);
        draft.Confirm();

        Assert.IsTrue(site.MadeBy(draft.Id).All(row => row.ContractCustomer == second.Id));
    }

    [TestMethod]
    public void What_was_recorded_for_another_than_who_pays_is_refused()
    {
        var draft = site.Draft().With(8, 200);
        Set(draft, second);

        site.Expect(ConfirmationErrors.OriginalOfOtherContractCustomer, () => draft.Confirm());
    }

    [TestMethod]
    public void Who_pays_belongs_to_the_contract()
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
        var stranger = site.Loader.Create(
            new Entity("msdyn_projectcontractsplitbillingrule")
            {
                ["msdyn_projectcontractid"] = new EntityReference("salesorder", contract),
                ["msdyn_projectcontractsplitbillingrulenumber"] = "FS-9",
            }
        );
        var draft = site.Draft().AddedByHand(2, 150, BillingMethod.TimeAndMaterial);
        Set(draft, new EntityReference("msdyn_projectcontractsplitbillingrule", stranger));

        site.Expect(ConfirmationErrors.ContractCustomerOfOtherContract, () => draft.Confirm());
    }

    [TestMethod]
    public void Who_paid_is_not_changed_afterwards()
    {
        var invoice = site.Draft().With(8, 200).Confirm();

        site.Expect(ProtectionErrors.InvoiceReadOnly, () => Set(invoice, second));
    }

    private void Set(DraftInvoice draft, EntityReference customer) =>
        site.Manager.Update(new Entity("invoice", draft.Id) { ["pinv_contractcustomerid"] = customer });

    private Guid? Payer(DraftInvoice draft) => new Invoice(site.Read("invoice", draft.Id)).ContractCustomer;
}
