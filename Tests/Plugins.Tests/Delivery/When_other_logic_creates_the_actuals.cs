using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Delivery;

/// <summary>
/// With <c>pinv_CreateActuals</c> = no, Project Operations' own logic makes the actuals: here the loader, who writes them as that logic leaves them.
/// </summary>
[TestClass]
internal sealed class When_other_logic_creates_the_actuals
{
    private readonly Site site = Site.New();

    public When_other_logic_creates_the_actuals()
    {
        site.Organization.SetEnvironmentVariable("pinv_CreateActuals", "no");
    }

    private IntegrationMessageStatus? Status => new IntegrationMessage(site.All("pinv_integrationmessage").Single()).Status;

    [TestMethod]
    public void The_message_waits_until_every_detail_is_billed()
    {
        using var connector = new LoopbackConnector();
        site.Organization.SetEnvironmentVariable("pinv_ConnectorUrl", connector.Url);
        var invoice = site.Draft().With(8, 200).With(2, 100).Confirm();

        site.Organization.RunAsyncOperations();
        Assert.AreEqual(IntegrationMessageStatus.Waiting, Status);

        Bill(invoice, 0);
        Assert.AreEqual(IntegrationMessageStatus.Waiting, Resend(invoice));

        Bill(invoice, 1);
        Assert.AreEqual(IntegrationMessageStatus.Pending, Resend(invoice));
        Assert.AreEqual(IntegrationMessageStatus.Pending, Status);
        Assert.AreEqual(0, connector.Received.Count);
    }

    [TestMethod]
    [DataRow("Reversing", "Original")]
    [DataRow("Billed Sales", "Unbilled Sales")]
    public void The_message_waits_until_the_actuals_are_connected(string missing, string missingOther)
    {
        var invoice = site.Draft().With(8, 200).Confirm();
        var billed = Bill(invoice, 0, connect: false);
        Assert.AreEqual(IntegrationMessageStatus.Waiting, Resend(invoice));

        var ends = new Dictionary<string, Guid> { ["Reversing"] = Guid.NewGuid(), ["Billed Sales"] = billed };
        foreach (var (role, other) in new[] { ("Reversing", "Original"), ("Billed Sales", "Unbilled Sales") }.Where(tie => tie.Item1 != missing))
        {
            Connect(ends[role], role, invoice.Originals[0], other);
        }

        Assert.AreEqual(IntegrationMessageStatus.Waiting, Resend(invoice));
        Connect(ends[missing], missing, invoice.Originals[0], missingOther);

        Assert.AreEqual(IntegrationMessageStatus.Pending, Resend(invoice));
    }

    [TestMethod]
    public void What_was_added_by_hand_on_a_fixed_price_line_needs_no_connection()
    {
        var invoice = site.Draft().AddedByHand(1, 500, BillingMethod.FixedPrice).Confirm();
        Bill(invoice, 0, connect: false);

        Assert.AreEqual(IntegrationMessageStatus.Pending, Resend(invoice));
    }

    [TestMethod]
    public void What_was_added_by_hand_on_a_time_and_material_line_does()
    {
        var invoice = site.Draft().AddedByHand(1, 500, BillingMethod.TimeAndMaterial).Confirm();
        var billed = Bill(invoice, 0, connect: false);
        Assert.AreEqual(IntegrationMessageStatus.Waiting, Resend(invoice));

        Connect(Guid.NewGuid(), "Unbilled Sales", billed, "Billed Sales");

        Assert.AreEqual(IntegrationMessageStatus.Pending, Resend(invoice));
    }

    [TestMethod]
    public void What_is_there_when_the_step_runs_is_sent_at_once()
    {
        using var connector = new LoopbackConnector();
        site.Organization.SetEnvironmentVariable("pinv_ConnectorUrl", connector.Url);
        var invoice = site.Draft().With(8, 200).Confirm();
        Bill(invoice, 0);

        site.Organization.RunAsyncOperations();

        Assert.AreEqual(IntegrationMessageStatus.Sent, Status);
        Assert.AreEqual(1, connector.Received.Count);
    }

    [TestMethod]
    public void An_actual_that_is_not_billed_sales_bills_nothing()
    {
        var invoice = site.Draft().With(8, 200).Confirm();
        Bill(invoice, 0, TransactionType.UnbilledSales);

        Assert.AreEqual(IntegrationMessageStatus.Waiting, Resend(invoice));
    }

    [TestMethod]
    public void Confirmation_creates_nothing_and_checks_the_header_only()
    {
        var invoice = site.Draft().With(8, 200);
        site.Manager.Update(new Entity("msdyn_invoicelinetransaction", invoice.Details[0]) { ["msdyn_price"] = null });
        invoice.Confirm();

        Assert.AreEqual(0, site.MadeBy(invoice.Id).Count);
        Assert.AreEqual(BillingStatus.CustomerInvoiceCreated, new Actual(site.Read("msdyn_actual", invoice.Originals[0])).BillingStatus);
        Assert.AreEqual(ConfirmationStatus.Complete, new Invoice(site.Read("invoice", invoice.Id)).ConfirmationStatus);

        var other = site.Draft("PF-1004").With(1, 100);
        site.Manager.Update(new Entity("invoice", other.Id) { ["salesorderid"] = null });
        site.Expect(ConfirmationErrors.InvoiceWithoutContract, () => site.Confirm(other.Id));
    }

    [TestMethod]
    public void A_second_confirmation_is_refused()
    {
        var invoice = site.Draft().With(8, 200).Confirm();

        site.Expect(ConfirmationErrors.AlreadyConfirmed, () => site.Confirm(invoice.Id));
    }

    private IntegrationMessageStatus Resend(DraftInvoice invoice) =>
        (IntegrationMessageStatus)
            (
                (OptionSetValue)
                    site.Connector.Execute(new OrganizationRequest("pinv_ResendInvoice") { ["Target"] = new EntityReference("invoice", invoice.Id) })[
                        "MessageStatus"
                    ]
            ).Value;

    private Guid Bill(DraftInvoice invoice, int detail, TransactionType type = TransactionType.BilledSales, bool connect = true)
    {
        var billed = site.Loader.Create(
            new Entity("msdyn_actual")
            {
                ["msdyn_description"] = "made by other logic",
                ["msdyn_transactiontypecode"] = new OptionSetValue((int)type),
                ["msdyn_transactionclassification"] = new OptionSetValue((int)TransactionClass.Time),
                ["msdyn_documentdate"] = new DateTime(2026, 9, 14),
                ["msdyn_startdatetime"] = new DateTime(2026, 9, 14),
                ["msdyn_enddatetime"] = new DateTime(2026, 9, 14),
                ["transactioncurrencyid"] = site.Currency,
            }
        );
        site.Loader.Create(
            new Entity("msdyn_transactionorigin")
            {
                ["msdyn_name"] = "invoice line detail",
                ["msdyn_origin"] = invoice.Details[detail].ToString("d"),
                ["msdyn_origintype"] = "msdyn_invoicelinetransaction",
                ["msdyn_transaction"] = billed.ToString("d"),
                ["msdyn_transactiontype"] = "msdyn_actual",
            }
        );
        if (connect)
        {
            Connect(billed, "Billed Sales", invoice.Originals[detail], "Unbilled Sales");
            Connect(Guid.NewGuid(), "Reversing", invoice.Originals[detail], "Original");
        }

        return billed;
    }

    private void Connect(Guid first, string firstRole, Guid second, string secondRole) =>
        site.Loader.Create(
            new Entity("msdyn_transactionconnection")
            {
                ["msdyn_transaction1"] = first.ToString("d"),
                ["msdyn_transaction1role"] = firstRole,
                ["msdyn_transaction1type"] = "msdyn_actual",
                ["msdyn_transaction2"] = second.ToString("d"),
                ["msdyn_transaction2role"] = secondRole,
                ["msdyn_transaction2type"] = "msdyn_actual",
            }
        );
}
