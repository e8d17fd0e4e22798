using InvoicePlugins.Dataverse.Tables;
using LocalDataverse.Metadata;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Protection;

[TestClass]
internal sealed class When_somebody_touches_actuals_by_hand
{
    private readonly Site site = Site.New();
    private readonly DraftInvoice invoice;

    public When_somebody_touches_actuals_by_hand()
    {
        site.Organization.AddColumn("msdyn_actual", new ColumnMetadata("contoso_reviewed", ColumnType.Boolean));
        invoice = site.Draft().With(8, 200);
    }

    private Guid Original => invoice.Originals[0];

    [TestMethod]
    public void They_are_not_created()
    {
        site.Expect(ProtectionErrors.ActualNotCreatable, () => site.Manager.Create(NewActual()));
        site.Expect(ProtectionErrors.ActualNotCreatable, () => site.Manager.Execute(new UpsertRequest { Target = NewActual() }));
        site.Expect(
            ProtectionErrors.ActualNotCreatable,
            () => site.Manager.Execute(new CreateMultipleRequest { Targets = new EntityCollection([NewActual()]) { EntityName = "msdyn_actual" } })
        );
    }

    [TestMethod]
    public void They_are_not_changed()
    {
        site.Expect(ProtectionErrors.ActualReadOnly, () => Set("msdyn_quantity", 1m));
        site.Expect(ProtectionErrors.ActualReadOnly, () => Set("pinv_skipsync", true));
        site.Expect(ProtectionErrors.ActualReadOnly, () => Set("msdyn_vouchernumber", "V-1"));
        site.Expect(ProtectionErrors.ActualReadOnly, () => Set("statecode", new OptionSetValue(1)));
    }

    [TestMethod]
    public void They_are_not_deleted() => site.Expect(ProtectionErrors.ActualNotDeletable, () => site.Manager.Delete("msdyn_actual", Original));

    [TestMethod]
    public void Descriptions_and_custom_columns_stay_editable()
    {
        Set("msdyn_description", "another");
        Set("msdyn_externaldescription", "another");
        Set("contoso_reviewed", true);

        Assert.AreEqual("another", site.Read("msdyn_actual", Original)["msdyn_description"]);
    }

    [TestMethod]
    public void The_billing_status_stays_editable_until_the_row_is_billed()
    {
        Set("msdyn_billingstatus", new OptionSetValue((int)BillingStatus.ReadyToInvoice));
        Set("msdyn_billingstatus", new OptionSetValue((int)BillingStatus.CustomerInvoiceCreated));

        invoice.Confirm();

        site.Expect(ProtectionErrors.BillingStatusReadOnly, () => Set("msdyn_billingstatus", new OptionSetValue((int)BillingStatus.ReadyToInvoice)));
    }

    [TestMethod]
    public void Loading_data_is_allowed_but_never_class_Tax()
    {
        Assert.AreNotEqual(Guid.Empty, site.Loader.Create(NewActual()));

        var tax = NewActual();
        tax["msdyn_transactionclassification"] = new OptionSetValue((int)TransactionClass.Tax);
        site.Expect(ProtectionErrors.TaxActual, () => site.Loader.Create(tax));
    }

    [TestMethod]
    public void Integration_messages_belong_to_the_product()
    {
        invoice.Confirm();
        var message = site.All("pinv_integrationmessage").Single().Id;
        var sent = new Entity("pinv_integrationmessage", message) { ["pinv_status"] = new OptionSetValue((int)IntegrationMessageStatus.Sent) };

        site.Expect(ProtectionErrors.KeptByProduct, () => site.Manager.Create(new Entity("pinv_integrationmessage") { ["pinv_name"] = "by hand" }));
        site.Expect(ProtectionErrors.KeptByProduct, () => site.Manager.Update(sent));
        site.Expect(ProtectionErrors.KeptByProduct, () => site.Manager.Delete("pinv_integrationmessage", message));
        site.Expect(ProtectionErrors.KeptByProduct, () => site.Connector.Delete("pinv_integrationmessage", message));
        site.Connector.Update(sent);
    }

    private void Set(string column, object value) => site.Manager.Update(new Entity("msdyn_actual", Original) { [column] = value });

    private Entity NewActual() =>
        new("msdyn_actual", Guid.NewGuid())
        {
            ["msdyn_description"] = "by hand",
            ["msdyn_transactiontypecode"] = new OptionSetValue((int)TransactionType.UnbilledSales),
            ["msdyn_transactionclassification"] = new OptionSetValue((int)TransactionClass.Time),
            ["msdyn_documentdate"] = new DateTime(2026, 9, 14),
            ["msdyn_startdatetime"] = new DateTime(2026, 9, 14),
            ["msdyn_enddatetime"] = new DateTime(2026, 9, 14),
            ["transactioncurrencyid"] = site.Currency,
        };
}
