using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;
using Plugins.Tests.KnownFailures;
using Plugins.Tests.Revision;

namespace Plugins.Tests.Retainers;

[TestClass]
internal sealed class When_a_contract_has_a_not_to_exceed_limit
{
    private readonly Site site = Site.New();

    [TestMethod]
    public void What_is_charged_is_counted_on_each_of_its_four_levels()
    {
        var ofContract = site.Limit(10000);
        var ofCustomer = site.Limit(10000, customer: site.ContractCustomer);
        var ofLine = site.Limit(10000, site.FixedPriceLine);
        var ofLineAndCustomer = site.Limit(10000, site.TimeAndMaterialLine, site.ContractCustomer);

        site.Draft().With(8, 200, tax: 160).With(1, 50, billingType: BillingType.NonChargeable).WithMilestone(5000).Confirm();

        Assert.AreEqual(6600, Billed(ofContract));
        Assert.AreEqual(6600, Billed(ofCustomer));
        Assert.AreEqual(5000, Billed(ofLine));
        Assert.AreEqual(1600, Billed(ofLineAndCustomer));
        Assert.AreEqual("PF-1003", site.Read("pinv_nottoexceed", ofLine)["pinv_lastinvoicenumber"]);
    }

    [TestMethod]
    public void Limits_of_another_customer_or_contract_stay_as_they_are()
    {
        var other = site.Loader.Create(
            new Entity("msdyn_projectcontractsplitbillingrule")
            {
                ["msdyn_projectcontractid"] = site.Contract,
                ["msdyn_projectcontractsplitbillingrulenumber"] = "FS-2",
            }
        );
        var limit = site.Limit(1, customer: new EntityReference("msdyn_projectcontractsplitbillingrule", other));

        site.Draft().With(8, 200).AddedByHand(2, 150, BillingMethod.TimeAndMaterial).Confirm();

        Assert.AreEqual(0, Billed(limit));
    }

    [TestMethod]
    public void An_edit_upward_is_checked()
    {
        site.Limit(1700);
        var raised = Edited(site.Draft().With(8, 200), 10);

        site.Expect(LimitErrors.Exceeded, () => raised.Confirm());
    }

    [TestMethod]
    public void What_is_billed_as_recorded_or_lowered_is_counted_but_not_stopped()
    {
        var limit = site.Limit(1000);

        site.Draft("PF-1").With(8, 200).Confirm();
        Edited(site.Draft("PF-2").With(8, 200), 6).Confirm();

        Assert.AreEqual(2800, Billed(limit));
    }

    [TestMethod]
    public void What_was_added_by_hand_is_checked_on_its_own_line_only()
    {
        site.Limit(100, site.FixedPriceLine);

        site.Draft("PF-1").AddedByHand(2, 150, BillingMethod.TimeAndMaterial).Confirm();
        var onTheLine = site.Draft("PF-2").AddedByHand(2, 150, BillingMethod.FixedPrice);

        site.Expect(LimitErrors.Exceeded, () => onTheLine.Confirm());
    }

    [TestMethod]
    public void Exactly_the_limit_is_allowed_and_retainers_do_not_count()
    {
        var limit = site.Limit(300);
        var retainer = site.InvoicedRetainer(1000);

        site.Draft().AddedByHand(2, 150, BillingMethod.TimeAndMaterial).WithRetainer(retainer, RetainerAction.Apply, -200).Confirm();

        Assert.AreEqual(300, Billed(limit));
    }

    [TestMethod]
    public void A_credit_gives_back()
    {
        var limit = site.Limit(2000);
        site.Draft("PF-1").With(8, 200).Confirm();

        site.Draft("PF-2").With(-4, 200).Confirm();

        Assert.AreEqual(800, Billed(limit));
    }

    [TestMethod]
    public void A_correction_lowers_what_was_counted_and_is_checked_where_it_charges_more()
    {
        var limit = site.Limit(2000);
        var first = site.Draft("PF-1").With(8, 200).Confirm();
        CorrectiveDraft.Of(site, first.Id).Confirm();
        Assert.AreEqual(0, Billed(limit));

        var second = site.Draft("PF-2").With(8, 200).Confirm();
        var lower = CorrectiveDraft.Of(site, second.Id).With(second.Details[0], 6, 200).Confirm();
        Assert.AreEqual(1200, Billed(limit));

        var lowered = lower.Details[0].Id;
        var higher = CorrectiveDraft.Of(site, lower.Id).With(lowered, 11, 200);
        site.Expect(LimitErrors.Exceeded, () => higher.Confirm());
    }

    [TestMethod]
    public void Of_two_invoices_at_once_the_second_sees_what_the_first_has_billed()
    {
        var limit = site.Limit(500);
        var first = site.Draft("PF-1").AddedByHand(2, 150, BillingMethod.TimeAndMaterial);
        var second = site.Draft("PF-2").AddedByHand(2, 150, BillingMethod.TimeAndMaterial);
        ConfirmsAnother.Before(site, first.Id, second.Id);

        Assert.StartsWith($"{LimitErrors.Exceeded.Code}: PF-2: ", Refusal.Of(() => second.Confirm()));
        Assert.AreEqual(300, Billed(limit));
    }

    [TestMethod]
    public void A_limit_without_amount_counts_and_stops_nobody()
    {
        var limit = site.Limit(1);
        site.Loader.Update(new Entity("pinv_nottoexceed", limit) { ["pinv_amount"] = null });

        site.Draft().AddedByHand(2, 150, BillingMethod.TimeAndMaterial).Confirm();

        Assert.AreEqual(300, Billed(limit));
    }

    private decimal Billed(Guid limit) => site.Read("pinv_nottoexceed", limit).GetAttributeValue<Money>("pinv_billedamount")?.Value ?? 0;

    private DraftInvoice Edited(DraftInvoice draft, decimal hours)
    {
        site.Manager.Update(
            new Entity("msdyn_invoicelinetransaction", draft.Details[0]) { ["msdyn_quantity"] = hours, ["msdyn_amount"] = new Money(hours * 200) }
        );
        return draft;
    }
}
