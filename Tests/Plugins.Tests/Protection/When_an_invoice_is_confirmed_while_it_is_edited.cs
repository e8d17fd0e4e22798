using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Protection;

/// <summary>The edit has passed PreValidation when the confirmation begins, and reaches its transaction when the confirmation has ended.</summary>
[TestClass]
internal sealed class When_an_invoice_is_confirmed_while_it_is_edited
{
    private readonly Site site = Site.New();
    private readonly DraftInvoice invoice;

    public When_an_invoice_is_confirmed_while_it_is_edited()
    {
        invoice = site.Draft().With(8, 200).AddedByHand(1, 300, BillingMethod.FixedPrice);
    }

    [TestMethod]
    public void A_detail_does_not_change() =>
        Refused(
            "Update",
            "msdyn_invoicelinetransaction",
            ProtectionErrors.PartReadOnly,
            () => site.Manager.Update(new Entity("msdyn_invoicelinetransaction", invoice.Details[0]) { ["msdyn_quantity"] = 7m })
        );

    [TestMethod]
    public void A_detail_is_not_added() =>
        Refused(
            "Create",
            "msdyn_invoicelinetransaction",
            ProtectionErrors.PartReadOnly,
            () => site.Manager.Create(Late(("msdyn_invoice", new EntityReference("invoice", invoice.Id))))
        );

    [TestMethod]
    public void A_detail_that_names_only_its_line_is_not_added() =>
        Refused(
            "Create",
            "msdyn_invoicelinetransaction",
            ProtectionErrors.PartReadOnly,
            () => site.Manager.Create(Late(("msdyn_invoicelineid", new EntityReference("invoicedetail", invoice.FixedPriceLine))))
        );

    [TestMethod]
    public void A_detail_is_not_deleted() =>
        Refused(
            "Delete",
            "msdyn_invoicelinetransaction",
            ProtectionErrors.PartReadOnly,
            () => site.Manager.Delete("msdyn_invoicelinetransaction", invoice.Details[0])
        );

    [TestMethod]
    public void A_line_does_not_change() =>
        Refused(
            "Update",
            "invoicedetail",
            ProtectionErrors.PartReadOnly,
            () => site.Manager.Update(new Entity("invoicedetail", invoice.FixedPriceLine) { ["invoicedetailname"] = "another" })
        );

    [TestMethod]
    public void A_line_is_not_added() =>
        Refused(
            "Create",
            "invoicedetail",
            ProtectionErrors.PartReadOnly,
            () =>
                site.Manager.Create(
                    new Entity("invoicedetail")
                    {
                        ["invoicedetailname"] = "late",
                        ["invoiceid"] = new EntityReference("invoice", invoice.Id),
                        ["quantity"] = 1m,
                    }
                )
        );

    [TestMethod]
    public void A_line_is_not_deleted() =>
        Refused("Delete", "invoicedetail", ProtectionErrors.PartReadOnly, () => site.Manager.Delete("invoicedetail", invoice.FixedPriceLine));

    [TestMethod]
    public void The_header_does_not_change() =>
        Refused(
            "Update",
            "invoice",
            ProtectionErrors.InvoiceReadOnly,
            () => site.Manager.Update(new Entity("invoice", invoice.Id) { ["pinv_accountingdate"] = new DateTime(2026, 8, 31) })
        );

    [TestMethod]
    public void The_invoice_does_not_become_a_draft_again() =>
        Refused(
            "Update",
            "invoice",
            ProtectionErrors.InvoiceReadOnly,
            () =>
                site.Manager.Update(
                    new Entity("invoice", invoice.Id) { ["msdyn_projectinvoicestatus"] = new OptionSetValue((int)ProjectInvoiceStatus.InReview) }
                )
        );

    [TestMethod]
    public void The_invoice_is_not_deleted() =>
        Refused("Delete", "invoice", ProtectionErrors.InvoiceNotDeletable, () => site.Manager.Delete("invoice", invoice.Id));

    [TestMethod]
    public void The_contract_is_not_deleted() =>
        Refused("Delete", "salesorder", ProtectionErrors.NamedByConfirmed, () => site.Manager.Delete("salesorder", site.Contract.Id));

    [TestMethod]
    public void The_billing_status_of_an_original_does_not_change()
    {
        Refused(
            "Update",
            "msdyn_actual",
            ProtectionErrors.BillingStatusReadOnly,
            () =>
                site.Manager.Update(
                    new Entity("msdyn_actual", invoice.Originals[0]) { ["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.ReadyToInvoice) }
                )
        );

        Assert.AreEqual(BillingStatus.CustomerInvoicePosted, new Actual(site.Read("msdyn_actual", invoice.Originals[0])).BillingStatus);
    }

    private void Refused(string message, string table, ErrorCode error, Action edit)
    {
        Meanwhile.Before(site, message, table, () => invoice.Confirm());
        var answer = Refusal.Of(edit);

        Assert.StartsWith(error.Code + ": ", answer);
        Assert.AreEqual(3, site.MadeBy(invoice.Id).Count, "What was confirmed is what was there.");
        Assert.AreEqual(2, site.All("msdyn_invoicelinetransaction").Count);
        Assert.AreEqual(8m, site.Read("msdyn_invoicelinetransaction", invoice.Details[0])["msdyn_quantity"]);
    }

    private static Entity Late((string Column, object Value) parent) =>
        new("msdyn_invoicelinetransaction")
        {
            ["msdyn_description"] = "late",
            ["msdyn_documentdate"] = new DateTime(2026, 9, 14),
            ["msdyn_startdatetime"] = new DateTime(2026, 9, 14),
            ["msdyn_enddatetime"] = new DateTime(2026, 9, 14),
            [parent.Column] = parent.Value,
        };
}
