using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.Confirmation;

[TestClass]
internal sealed class When_an_invoice_is_confirmed
{
    [TestMethod]
    public void Each_original_is_reversed_and_billed_and_a_milestone_is_billed_alone()
    {
        var site = Site.New();
        var invoice = site.Draft()
            .With(8, 200, tax: 160)
            .With(1, 99.90m, TransactionClass.Expense)
            .With(3, 12.35m, TransactionClass.Material)
            .With(1, 500, TransactionClass.Fee)
            .WithMilestone(5000)
            .Confirm();

        Same(
            Sentences(site.MadeBy(invoice.Id)),
            "BilledSales Expense 1 x 99.9 = 99.90 CustomerInvoicePosted",
            "BilledSales Fee 1 x 500 = 500.00 CustomerInvoicePosted",
            "BilledSales Material 3 x 12.35 = 37.05 CustomerInvoicePosted",
            "BilledSales Milestone 1 x 5000 = 5000.00 CustomerInvoicePosted",
            "BilledSales Time 8 x 200 = 1600.00 tax 160.00 CustomerInvoicePosted",
            "UnbilledSales Expense -1 x 99.9 = -99.90 CustomerInvoicePosted Unadjustable skip",
            "UnbilledSales Fee -1 x 500 = -500.00 CustomerInvoicePosted Unadjustable skip",
            "UnbilledSales Material -3 x 12.35 = -37.05 CustomerInvoicePosted Unadjustable skip",
            "UnbilledSales Time -8 x 200 = -1600.00 tax -160.00 CustomerInvoicePosted Unadjustable skip"
        );
        Assert.IsTrue(invoice.Originals.All(id => new Actual(site.Read("msdyn_actual", id)).BillingStatus == BillingStatus.CustomerInvoicePosted));
        Assert.AreEqual(MilestoneStatus.CustomerInvoicePosted, new Milestone(site.Read("msdyn_contractlinescheduleofvalue", invoice.Milestones[0])).Status);
    }

    [TestMethod]
    public void The_invoice_says_so_and_one_message_waits_for_the_connector()
    {
        var site = Site.New();
        var invoice = site.Draft("PF-1003").With(8, 200).Confirm();

        var confirmed = new Invoice(site.Read("invoice", invoice.Id));
        Assert.AreEqual(ProjectInvoiceStatus.Confirmed, confirmed.Status);
        Assert.AreEqual(ConfirmationStatus.Complete, confirmed.ConfirmationStatus);
        Assert.AreEqual(FinanceStatus.NotSent, confirmed.FinanceStatus);
        Assert.AreEqual("PF-1003", confirmed.ProposalNumber);

        var message = new IntegrationMessage(site.All("pinv_integrationmessage").Single());
        Assert.AreEqual("Invoice PF-1003", message.Name);
        Assert.AreEqual(invoice.Id, message.Invoice);
        Assert.AreEqual(IntegrationMessageStatus.Pending, message.Status);
        Assert.AreEqual("InvoiceConfirmed:" + invoice.Id.ToString("d"), message.Entity["pinv_key"]);
        Assert.IsTrue(Guid.TryParse(message.CorrelationId, out _));
    }

    [TestMethod]
    public void Connections_and_origins_stand_in_the_database()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).Confirm();
        var made = site.MadeBy(invoice.Id);
        var reversal = made.Single(row => row.Type == TransactionType.UnbilledSales).Id;
        var billed = made.Single(row => row.Type == TransactionType.BilledSales).Id;

        var connections = site.All("msdyn_transactionconnection").Select(row => new TransactionConnection(row)).ToList();
        Assert.IsTrue(
            connections.Any(row =>
                row.End1 == new ConnectionEnd("msdyn_actual", reversal.ToString("d"), "Reversing")
                && row.End2 == new ConnectionEnd("msdyn_actual", invoice.Originals[0].ToString("d"), "Original")
            )
        );
        Assert.IsTrue(
            connections.Any(row =>
                row.End1 == new ConnectionEnd("msdyn_actual", billed.ToString("d"), "Billed Sales")
                && row.End2 == new ConnectionEnd("msdyn_actual", invoice.Originals[0].ToString("d"), "Unbilled Sales")
            )
        );

        var origins = site.All("msdyn_transactionorigin")
            .Select(row => new TransactionOrigin(row))
            .ToLookup(row => row.Transaction!.Value, row => row.Source.Table);
        Same(origins[billed].OrderBy(name => name, StringComparer.Ordinal), "invoice", "invoicedetail", "msdyn_invoicelinetransaction", "msdyn_timeentry");
        Same(origins[reversal], "msdyn_timeentry");
    }

    [TestMethod]
    public void A_connection_is_read_from_its_other_end_too()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200);
        var drafted = site.All("msdyn_transactionconnection").Single();
        site.Loader.Update(
            new Entity("msdyn_transactionconnection", drafted.Id)
            {
                ["msdyn_transaction1"] = drafted["msdyn_transaction2"],
                ["msdyn_transaction1role"] = drafted["msdyn_transaction2role"],
                ["msdyn_transaction1type"] = drafted["msdyn_transaction2type"],
                ["msdyn_transaction2"] = drafted["msdyn_transaction1"],
                ["msdyn_transaction2role"] = drafted["msdyn_transaction1role"],
                ["msdyn_transaction2type"] = drafted["msdyn_transaction1type"],
            }
        );

        invoice.Confirm();

        Assert.AreEqual(2, site.MadeBy(invoice.Id).Count);
    }

    [TestMethod]
    public void An_edited_quantity_is_split()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200);
        site.Manager.Update(new Entity("msdyn_invoicelinetransaction", invoice.Details[0]) { ["msdyn_quantity"] = 6m, ["msdyn_amount"] = new Money(1200) });

        invoice.Confirm();

        Same(
            Sentences(site.MadeBy(invoice.Id)),
            "BilledSales Time 2 x 200 = 400.00 CustomerInvoicePosted",
            "BilledSales Time 6 x 200 = 1200.00 CustomerInvoicePosted",
            "UnbilledSales Time -2 x 200 = -400.00 CustomerInvoicePosted Unadjustable skip",
            "UnbilledSales Time -6 x 200 = -1200.00 CustomerInvoicePosted Unadjustable skip",
            "UnbilledSales Time -8 x 200 = -1600.00 Canceled Unadjustable",
            "UnbilledSales Time 2 x 200 = 400.00 CustomerInvoicePosted",
            "UnbilledSales Time 6 x 200 = 1200.00 CustomerInvoicePosted"
        );
        var original = new Actual(site.Read("msdyn_actual", invoice.Originals[0]));
        Assert.AreEqual(BillingStatus.Canceled, original.BillingStatus);
        Assert.AreEqual(AdjustmentStatus.Adjusted, original.AdjustmentStatus);
    }

    [TestMethod]
    public void What_was_added_by_hand_follows_the_billing_method_of_its_line()
    {
        var site = Site.New();
        var invoice = site.Draft().AddedByHand(2, 150, BillingMethod.TimeAndMaterial).AddedByHand(1, 300, BillingMethod.FixedPrice).Confirm();

        Same(
            Sentences(site.MadeBy(invoice.Id)),
            "BilledSales Time 1 x 300 = 300.00 CustomerInvoicePosted",
            "BilledSales Time 2 x 150 = 300.00 CustomerInvoicePosted",
            "UnbilledSales Time -2 x 150 = -300.00 CustomerInvoicePosted Unadjustable skip",
            "UnbilledSales Time 2 x 150 = 300.00 CustomerInvoicePosted"
        );
        Assert.IsTrue(site.MadeBy(invoice.Id).All(row => row.ContractCustomer == site.ContractCustomer.Id));
    }

    [TestMethod]
    public void The_accounting_date_is_the_day_of_confirmation_in_the_set_time_zone()
    {
        var site = Site.New();
        site.Organization.SetEnvironmentVariable("pinv_TimeZone", "Europe/Berlin");
        var invoice = site.Draft().With(8, 200).Confirm();

        // 22:30 UTC on 30 September is half past midnight of 1 October in Berlin, which began at 22:00 UTC.
        Assert.IsTrue(
            site.MadeBy(invoice.Id).All(row => row.Entity.GetAttributeValue<DateTime>("msdyn_accountingdate") == new DateTime(2026, 9, 30, 22, 0, 0))
        );
    }

    [TestMethod]
    public void The_accounting_date_of_the_invoice_wins()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200);
        site.Manager.Update(new Entity("invoice", invoice.Id) { ["pinv_accountingdate"] = new DateTime(2026, 8, 31) });

        invoice.Confirm();

        Assert.IsTrue(site.MadeBy(invoice.Id).All(row => row.Entity.GetAttributeValue<DateTime>("msdyn_accountingdate").Date == new DateTime(2026, 8, 31)));
    }

    [TestMethod]
    public void The_custom_api_confirms_and_tells_the_status()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200);

        var answer = site.Manager.Execute(new OrganizationRequest("pinv_ConfirmInvoice") { ["Target"] = new EntityReference("invoice", invoice.Id) });

        Assert.AreEqual(new OptionSetValue((int)ConfirmationStatus.Complete), answer["ConfirmationStatus"]);
        Assert.AreEqual(2, site.MadeBy(invoice.Id).Count);
    }

    [TestMethod]
    public void An_invoice_in_review_can_be_confirmed()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200);
        site.Manager.Update(new Entity("invoice", invoice.Id) { ["msdyn_projectinvoicestatus"] = new OptionSetValue((int)ProjectInvoiceStatus.InReview) });

        invoice.Confirm();

        Assert.AreEqual(2, site.MadeBy(invoice.Id).Count);
    }

    [TestMethod]
    public void Where_other_logic_creates_the_actuals_only_the_message_is_written()
    {
        var site = Site.New();
        site.Organization.SetEnvironmentVariable("pinv_CreateActuals", "no");
        var invoice = site.Draft().With(8, 200).Confirm();

        Assert.AreEqual(0, site.MadeBy(invoice.Id).Count);
        Assert.AreEqual(1, site.All("pinv_integrationmessage").Count);
        Assert.AreEqual(ConfirmationStatus.Complete, new Invoice(site.Read("invoice", invoice.Id)).ConfirmationStatus);
    }

    private static IEnumerable<string> Sentences(IEnumerable<Actual> actuals) =>
        actuals
            .Select(row =>
                FormattableString.Invariant($"{row.Type} {row.Class} {row.Quantity:0.##} x {row.Price:0.##} = {row.NetAmount:0.00}")
                + (row.TaxAmount is { } tax ? FormattableString.Invariant($" tax {tax:0.00}") : "")
                + $" {row.BillingStatus}{(row.AdjustmentStatus is null ? "" : " " + row.AdjustmentStatus)}{(row.SkipSync ? " skip" : "")}"
            )
            .OrderBy(sentence => sentence, StringComparer.Ordinal);
}
