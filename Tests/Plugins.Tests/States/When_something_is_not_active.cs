using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.States;

[TestClass]
internal sealed class When_something_is_not_active
{
    private readonly Site site = Site.New();

    [TestMethod]
    [DataRow(InvoiceState.Canceled, 100003)]
    [DataRow(InvoiceState.Closed, null)]
    public void A_draft_that_was_canceled_or_closed_is_not_confirmed(InvoiceState state, int? reason)
    {
        var draft = site.Draft().With(8, 200);
        SetState("invoice", draft.Id, (int)state, reason);

        site.Expect(StateErrors.InvoiceNotActive, () => site.Confirm(draft.Id));

        SetState("invoice", draft.Id, 0, 1);
        site.Confirm(draft.Id);
        Assert.AreEqual(2, site.MadeBy(draft.Id).Count);
    }

    [TestMethod]
    public void A_canceled_draft_is_not_confirmed_where_other_logic_makes_the_actuals_either()
    {
        site.Organization.SetEnvironmentVariable("pinv_CreateActuals", "no");
        var draft = site.Draft().With(8, 200);
        SetState("invoice", draft.Id, (int)InvoiceState.Canceled, 100003);

        site.Expect(StateErrors.InvoiceNotActive, () => site.Confirm(draft.Id));
    }

    [TestMethod]
    public void A_draft_is_not_paid_by_its_state()
    {
        var draft = site.Draft().With(8, 200);

        site.Expect(ProtectionErrors.PaidWithoutConfirmation, () => SetState("invoice", draft.Id, (int)InvoiceState.Paid, 100001));
        site.Expect(ProtectionErrors.PaidWithoutConfirmation, () => SetState("invoice", draft.Id, (int)InvoiceState.Paid, null));
        site.Expect(
            ProtectionErrors.PaidWithoutConfirmation,
            () =>
                site.Manager.Create(
                    new Entity("invoice")
                    {
                        ["name"] = "PF-2",
                        ["invoicenumber"] = "PF-2",
                        ["statecode"] = new OptionSetValue((int)InvoiceState.Paid),
                    }
                )
        );
    }

    [TestMethod]
    public void A_confirmed_invoice_is_paid_by_its_state()
    {
        var invoice = site.Draft().With(8, 200).Confirm();

        SetState("invoice", invoice.Id, (int)InvoiceState.Paid, 100001);

        Assert.AreEqual((int)InvoiceState.Paid, site.Read("invoice", invoice.Id).GetAttributeValue<OptionSetValue>("statecode").Value);
    }

    [TestMethod]
    public void An_inactive_detail_is_named()
    {
        var draft = site.Draft().AddedByHand(8, 200, BillingMethod.TimeAndMaterial);
        SetState("msdyn_invoicelinetransaction", draft.Details[0], 1, 2);

        Assert.AreEqual(
            $"{StateErrors.DetailInactive.Code}: PF-1003 line 1 'Time 8 x 200': The detail is inactive. Activate it if it is to be billed, or delete it.",
            Refusal.Of(() => site.Confirm(draft.Id))
        );

        SetState("msdyn_invoicelinetransaction", draft.Details[0], 0, 1);
        site.Confirm(draft.Id);
    }

    [TestMethod]
    public void An_inactive_original_is_named()
    {
        var draft = site.Draft().With(8, 200);
        SetState("msdyn_actual", draft.Originals[0], 1, 2);

        site.Expect(StateErrors.OriginalInactive, () => site.Confirm(draft.Id));
    }

    [TestMethod]
    [DataRow(2, 4)]
    [DataRow(3, 100001)]
    [DataRow(4, 100003)]
    public void A_contract_that_is_not_carried_out_any_more_is_named(int state, int reason)
    {
        var draft = site.Draft().With(8, 200);
        SetState("salesorder", site.Contract.Id, state, reason);

        Assert.StartsWith(
            $"{StateErrors.ContractClosed.Code}: PF-1003: The project contract 'Bottling line' is canceled or closed.",
            Refusal.Of(() => site.Confirm(draft.Id))
        );

        SetState("salesorder", site.Contract.Id, 0, 1);
        site.Confirm(draft.Id);
    }

    [TestMethod]
    public void An_inactive_contract_customer_is_named()
    {
        var draft = site.Draft().With(8, 200);
        SetState("msdyn_projectcontractsplitbillingrule", site.ContractCustomer.Id, 1, 2);

        Assert.StartsWith(
            $"{StateErrors.ContractCustomerInactive.Code}: PF-1003: The contract customer FS-1 who pays is inactive.",
            Refusal.Of(() => site.Confirm(draft.Id))
        );
    }

    [TestMethod]
    public void An_inactive_customer_is_named()
    {
        var draft = site.Draft().With(8, 200);
        SetState("account", site.Customer.Id, 1, 2);

        Assert.StartsWith($"{StateErrors.CustomerInactive.Code}: PF-1003: The customer 'Coho Winery' is inactive.", Refusal.Of(() => site.Confirm(draft.Id)));
    }

    [TestMethod]
    public void An_inactive_milestone_and_an_inactive_retainer_are_named()
    {
        var retainer = site.Retainer(500);
        var draft = site.Draft().WithMilestone(5000).WithRetainer(retainer, RetainerAction.Invoice, 500);
        SetState("msdyn_contractlinescheduleofvalue", draft.Milestones[0], 1, 2);
        SetState("pinv_retainer", retainer, 1, 2);

        var answer = Refusal.Of(() => site.Confirm(draft.Id));

        Assert.Contains($"{StateErrors.MilestoneInactive.Code}: PF-1003 line 2 'Milestone 1 x 5000': The milestone 'Go-live' is inactive.", answer);
        Assert.Contains("The retainer 'Kick-off' is inactive.", answer);
    }

    [TestMethod]
    public void A_detail_that_takes_an_original_or_a_milestone_is_not_deactivated()
    {
        var draft = site.Draft().With(8, 200).WithMilestone(5000);

        site.Expect(ProtectionErrors.DetailTakes, () => SetState("msdyn_invoicelinetransaction", draft.Details[0], 1, 2));
        site.Expect(ProtectionErrors.DetailTakes, () => SetState("msdyn_invoicelinetransaction", draft.Details[1], 1, 2));
        site.Manager.Delete("msdyn_invoicelinetransaction", draft.Details[0]);
    }

    [TestMethod]
    public void A_canceled_draft_takes_no_corrections()
    {
        var invoice = site.Draft().With(8, 200).Confirm();
        var draft = site.Draft("PF-1004");
        SetState("invoice", draft.Id, (int)InvoiceState.Canceled, 100003);

        site.Expect(
            RevisionErrors.DraftNotEditable,
            () =>
                site.Manager.Execute(
                    new OrganizationRequest("pinv_ReviseInvoice")
                    {
                        ["Target"] = new EntityReference("invoice", invoice.Id),
                        ["Invoice"] = new EntityReference("invoice", draft.Id),
                    }
                )
        );
    }

    private void SetState(string table, Guid id, int state, int? reason)
    {
        var row = new Entity(table, id) { ["statecode"] = new OptionSetValue(state) };
        if (reason is { } value)
        {
            row["statuscode"] = new OptionSetValue(value);
        }

        (table is "msdyn_actual" ? site.Loader : site.Manager).Update(row);
    }
}
