using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Protection;

[TestClass]
internal sealed class When_an_invoice_is_confirmed_it_is_read_only
{
    private readonly Site site = Site.New();
    private readonly DraftInvoice invoice;

    public When_an_invoice_is_confirmed_it_is_read_only()
    {
        invoice = site.Draft().With(8, 200).Confirm();
    }

    [TestMethod]
    public void Its_columns_cannot_be_changed()
    {
        site.Expect(ProtectionErrors.InvoiceReadOnly, () => site.Manager.Update(new Entity("invoice", invoice.Id) { ["name"] = "another" }));
        site.Expect(ProtectionErrors.InvoiceReadOnly, () => site.Loader.Update(new Entity("invoice", invoice.Id) { ["description"] = "another" }));
        site.Expect(
            ProtectionErrors.InvoiceReadOnly,
            () => site.Connector.Update(new Entity("invoice", invoice.Id) { ["transactioncurrencyid"] = site.Currency })
        );
        site.Expect(ProtectionErrors.InvoiceReadOnly, () => Status(ProjectInvoiceStatus.Draft));
        site.Expect(ProtectionErrors.InvoiceReadOnly, () => Status(ProjectInvoiceStatus.InReview));
        site.Expect(
            ProtectionErrors.InvoiceReadOnly,
            () => site.Manager.Update(new Entity("invoice", invoice.Id) { ["statecode"] = new OptionSetValue(3), ["statuscode"] = new OptionSetValue(100003) })
        );
    }

    [TestMethod]
    public void It_cannot_be_deleted() => site.Expect(ProtectionErrors.InvoiceNotDeletable, () => site.Manager.Delete("invoice", invoice.Id));

    [TestMethod]
    public void It_can_become_paid()
    {
        Status(ProjectInvoiceStatus.Paid);
        site.Manager.Update(new Entity("invoice", invoice.Id) { ["statecode"] = new OptionSetValue(2), ["statuscode"] = new OptionSetValue(100001) });

        Assert.AreEqual(ProjectInvoiceStatus.Paid, new Invoice(site.Read("invoice", invoice.Id)).Status);
        site.Expect(ProtectionErrors.InvoiceReadOnly, () => Status(ProjectInvoiceStatus.Draft));
    }

    [TestMethod]
    public void What_confirmation_and_finance_tell_is_not_entered_by_hand()
    {
        site.Expect(ProtectionErrors.OwnColumns, () => Finance(site.Manager));
        Finance(site.Connector);

        Assert.AreEqual(FinanceStatus.Sent, new Invoice(site.Read("invoice", invoice.Id)).FinanceStatus);

        void Finance(IOrganizationService service) =>
            service.Update(new Entity("invoice", invoice.Id) { ["pinv_financestatus"] = new OptionSetValue((int)FinanceStatus.Sent) });
    }

    [TestMethod]
    public void What_stands_in_its_way_only_the_connector_says()
    {
        site.Expect(ProtectionErrors.OwnColumns, () => Say(site.Manager, "mine"));
        Say(site.Connector, "PINV3202: PF-1003: finance refused it.");
        Assert.AreEqual("PINV3202: PF-1003: finance refused it.", site.Read("invoice", invoice.Id)["pinv_lasterror"]);

        Say(site.Connector, null);
        Assert.IsNull(site.Read("invoice", invoice.Id).GetAttributeValue<string>("pinv_lasterror"));

        void Say(IOrganizationService service, string? text) => service.Update(new Entity("invoice", invoice.Id) { ["pinv_lasterror"] = text });
    }

    [TestMethod]
    public void Its_lines_stay_as_they_are()
    {
        site.Expect(
            ProtectionErrors.PartReadOnly,
            () => site.Manager.Update(new Entity("invoicedetail", invoice.FixedPriceLine) { ["invoicedetailname"] = "another" })
        );
        site.Expect(ProtectionErrors.PartReadOnly, () => site.Manager.Delete("invoicedetail", invoice.FixedPriceLine));
        site.Expect(
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
    }

    [TestMethod]
    public void Its_details_stay_as_they_are()
    {
        site.Expect(
            ProtectionErrors.PartReadOnly,
            () => site.Manager.Update(new Entity("msdyn_invoicelinetransaction", invoice.Details[0]) { ["msdyn_quantity"] = 7m })
        );
        site.Expect(ProtectionErrors.PartReadOnly, () => site.Manager.Delete("msdyn_invoicelinetransaction", invoice.Details[0]));
        site.Expect(ProtectionErrors.PartReadOnly, () => site.Manager.Create(Detail(("msdyn_invoice", new EntityReference("invoice", invoice.Id)))));
        site.Expect(
            ProtectionErrors.PartReadOnly,
            () => site.Manager.Create(Detail(("msdyn_invoicelineid", new EntityReference("invoicedetail", invoice.TimeAndMaterialLine))))
        );
    }

    [TestMethod]
    public void A_detail_cannot_move_in_or_out()
    {
        var draft = site.Draft("PF-1004").With(1, 100);

        site.Expect(
            ProtectionErrors.PartReadOnly,
            () =>
                site.Manager.Update(
                    new Entity("msdyn_invoicelinetransaction", draft.Details[0]) { ["msdyn_invoice"] = new EntityReference("invoice", invoice.Id) }
                )
        );
        site.Expect(
            ProtectionErrors.PartReadOnly,
            () =>
                site.Manager.Update(
                    new Entity("msdyn_invoicelinetransaction", invoice.Details[0]) { ["msdyn_invoice"] = new EntityReference("invoice", draft.Id) }
                )
        );
        site.Expect(
            ProtectionErrors.PartReadOnly,
            () => site.Manager.Update(new Entity("invoicedetail", draft.FixedPriceLine) { ["invoiceid"] = new EntityReference("invoice", invoice.Id) })
        );
    }

    [TestMethod]
    public void A_draft_stays_editable_and_deletable()
    {
        var draft = site.Draft("PF-1004").AddedByHand(1, 100, BillingMethod.FixedPrice);

        site.Manager.Update(new Entity("invoice", draft.Id) { ["name"] = "another" });
        site.Manager.Update(new Entity("msdyn_invoicelinetransaction", draft.Details[0]) { ["msdyn_quantity"] = 2m });
        site.Manager.Delete("msdyn_invoicelinetransaction", draft.Details[0]);
        site.Manager.Delete("invoicedetail", draft.FixedPriceLine);
        site.Manager.Delete("invoice", draft.Id);

        Assert.IsFalse(site.All("invoice").Any(row => row.Id == draft.Id));
    }

    [TestMethod]
    public void A_draft_cannot_become_paid()
    {
        var draft = site.Draft("PF-1004");

        site.Expect(
            ProtectionErrors.PaidWithoutConfirmation,
            () => site.Manager.Update(new Entity("invoice", draft.Id) { ["msdyn_projectinvoicestatus"] = new OptionSetValue((int)ProjectInvoiceStatus.Paid) })
        );
    }

    [TestMethod]
    public void An_invoice_is_not_created_as_confirmed_but_by_who_loads_data()
    {
        site.Expect(ProtectionErrors.CreatedConfirmed, () => site.Manager.Create(OldInvoice()));

        Assert.AreNotEqual(Guid.Empty, site.Loader.Create(OldInvoice()));
    }

    private void Status(ProjectInvoiceStatus status) =>
        site.Manager.Update(new Entity("invoice", invoice.Id) { ["msdyn_projectinvoicestatus"] = new OptionSetValue((int)status) });

    private static Entity Detail((string Column, object Value) parent) =>
        new("msdyn_invoicelinetransaction")
        {
            ["msdyn_description"] = "late",
            ["msdyn_documentdate"] = new DateTime(2026, 9, 14),
            ["msdyn_startdatetime"] = new DateTime(2026, 9, 14),
            ["msdyn_enddatetime"] = new DateTime(2026, 9, 14),
            [parent.Column] = parent.Value,
        };

    private Entity OldInvoice() =>
        new("invoice")
        {
            ["name"] = "from before",
            ["customerid"] = site.Customer,
            ["transactioncurrencyid"] = site.Currency,
            ["msdyn_projectinvoicestatus"] = new OptionSetValue((int)ProjectInvoiceStatus.Confirmed),
        };
}
