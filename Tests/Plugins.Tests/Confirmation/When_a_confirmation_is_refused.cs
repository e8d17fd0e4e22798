using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Confirmation;

[TestClass]
internal sealed class When_a_confirmation_is_refused
{
    [TestMethod]
    public void A_second_confirmation_changes_nothing()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).Confirm();

        site.Expect(ConfirmationErrors.AlreadyConfirmed, () => site.Confirm(invoice.Id));
        site.Expect(
            ConfirmationErrors.AlreadyConfirmed,
            () => site.Manager.Execute(new OrganizationRequest("pinv_ConfirmInvoice") { ["Target"] = new EntityReference("invoice", invoice.Id) })
        );
    }

    [TestMethod]
    public void The_custom_api_gives_the_same_answer_as_the_form()
    {
        var site = Site.New();
        var invoice = site.Draft();

        var form = Refusal.Of(() => site.Confirm(invoice.Id));
        var api = Refusal.Of(() =>
            site.Manager.Execute(new OrganizationRequest("pinv_ConfirmInvoice") { ["Target"] = new EntityReference("invoice", invoice.Id) })
        );

        Assert.AreEqual(
            $"{ConfirmationErrors.NoDetails.Code}: PF-1003: The invoice has no invoice line details. Add what is to be billed, or delete the invoice.",
            form
        );
        Assert.AreEqual(form, api);
    }

    [TestMethod]
    public void A_paid_invoice_is_not_confirmed_again()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).Confirm();
        site.Manager.Update(new Entity("invoice", invoice.Id) { ["msdyn_projectinvoicestatus"] = new OptionSetValue((int)ProjectInvoiceStatus.Paid) });

        site.Expect(ConfirmationErrors.StatusNotConfirmable, () => site.Confirm(invoice.Id));
    }

    [TestMethod]
    public void All_faults_are_told_in_one_answer()
    {
        var site = Site.New();
        var invoice = site.Draft("PF-1007").With(8, 200).With(4, 100);
        site.Manager.Update(new Entity("msdyn_invoicelinetransaction", invoice.Details[0]) { ["msdyn_price"] = null, ["msdyn_quantity"] = null });
        site.Loader.Update(
            new Entity("msdyn_actual", invoice.Originals[1]) { ["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.CustomerInvoicePosted) }
        );

        var answer = Refusal.Of(() => site.Confirm(invoice.Id)).Split('\n').OrderBy(line => line, StringComparer.Ordinal).ToArray();

        Assert.AreEqual(3, answer.Length);
        Assert.AreEqual(
            $"{ConfirmationErrors.NoQuantity.Code}: PF-1007 line 1 'Time 8 x 200': The detail has no quantity. Enter the quantity; zero is allowed.",
            answer[0]
        );
        Assert.AreEqual(
            $"{ConfirmationErrors.NoPrice.Code}: PF-1007 line 1 'Time 8 x 200': The detail has no price. Enter the price; zero is allowed.",
            answer[1]
        );
        Assert.StartsWith($"{ConfirmationErrors.OriginalAlreadyBilled.Code}: PF-1007 line 1 'Time 4 x 100': The unbilled sales actual ", answer[2]);
    }

    [TestMethod]
    public void An_empty_invoice_is_refused()
    {
        var site = Site.New();
        var invoice = site.Draft();

        site.Expect(ConfirmationErrors.NoDetails, () => site.Confirm(invoice.Id));
    }

    [TestMethod]
    public void An_original_that_was_deleted_is_a_fault()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200);
        site.Loader.Delete("msdyn_actual", invoice.Originals[0]);

        site.Expect(ConfirmationErrors.OriginalGone, () => site.Confirm(invoice.Id));
    }

    [TestMethod]
    public void A_detail_that_only_its_line_ties_to_the_invoice_is_not_overlooked()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200);
        site.Manager.Update(new Entity("msdyn_invoicelinetransaction", invoice.Details[0]) { ["msdyn_invoice"] = null });

        invoice.Confirm();

        Assert.AreEqual(2, site.MadeBy(invoice.Id).Count);
    }

    [TestMethod]
    public void A_correction_that_corrects_nothing_is_a_fault()
    {
        var site = Site.New();
        var invoice = site.Draft().AddedByHand(8, 200, BillingMethod.FixedPrice);
        site.Manager.Update(new Entity("msdyn_invoicelinetransaction", invoice.Details[0]) { ["msdyn_correction"] = true });

        site.Expect(CorrectionErrors.NothingCorrected, () => site.Confirm(invoice.Id));
    }

    [TestMethod]
    public void A_setting_that_cannot_be_used_is_named()
    {
        var site = Site.New();
        site.Organization.SetEnvironmentVariable("pinv_TimeZone", "Middle-earth/Hobbiton");
        var invoice = site.Draft().With(8, 200);

        site.Expect(PluginErrors.VariableUnusable, () => site.Confirm(invoice.Id));
    }
}
