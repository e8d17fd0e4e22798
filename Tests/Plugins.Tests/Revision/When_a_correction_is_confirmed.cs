using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.Revision;

[TestClass]
internal sealed class When_a_correction_is_confirmed
{
    [TestMethod]
    public void A_full_credit_takes_everything_back_and_leaves_it_billable()
    {
        var site = Site.New();
        var invoice = site.Draft()
            .With(8, 200, tax: 160)
            .With(1, 99.90m, TransactionClass.Expense)
            .WithMilestone(5000)
            .AddedByHand(2, 300, BillingMethod.FixedPrice)
            .Confirm();

        var draft = CorrectiveDraft.Of(site, invoice.Id).Confirm();

        Same(
            Sentences.Of(site.MadeBy(draft.Id)),
            "BilledSales Expense -1 x 99.9 = -99.90 Chargeable CustomerInvoicePosted Unadjustable",
            "BilledSales Milestone -1 x 5000 = -5000.00 Chargeable CustomerInvoicePosted Unadjustable",
            "BilledSales Time -2 x 300 = -600.00 Chargeable CustomerInvoicePosted Unadjustable",
            "BilledSales Time -8 x 200 = -1600.00 tax -160.00 Chargeable CustomerInvoicePosted Unadjustable"
        );
        Same(
            Sentences.Of(site.Billable()),
            "UnbilledSales Expense 1 x 99.9 = 99.90 Chargeable UnbilledSalesCreated",
            "UnbilledSales Time 8 x 200 = 1600.00 tax 160.00 Chargeable UnbilledSalesCreated"
        );
        Assert.AreEqual(MilestoneStatus.Ready, new Milestone(site.Read("msdyn_contractlinescheduleofvalue", invoice.Milestones[0])).Status);
        Assert.IsTrue(
            site.MadeBy(invoice.Id).Where(row => row.Type == TransactionType.BilledSales).All(row => row.AdjustmentStatus == AdjustmentStatus.Adjusted)
        );
        Assert.AreEqual(ConfirmationStatus.Complete, draft.Header.ConfirmationStatus);
        Assert.AreEqual(2, site.All("pinv_integrationmessage").Count);
    }

    [TestMethod]
    public void The_figures_of_the_worked_example_come_out()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200, tax: 160).With(8, 200, TransactionClass.Material).With(8, 200, TransactionClass.Expense).Confirm();

        var draft = CorrectiveDraft.Of(site, invoice.Id);
        draft.With(invoice.Details[0], 6, 200, 120).With(invoice.Details[1], 10, 200).With(invoice.Details[2], 8, 150).Confirm();

        Same(
            Sentences.Of(site.MadeBy(draft.Id)),
            "BilledSales Expense -8 x 200 = -1600.00 Chargeable CustomerInvoicePosted Unadjustable",
            "BilledSales Expense 8 x 150 = 1200.00 Chargeable CustomerInvoicePosted",
            "BilledSales Material -8 x 200 = -1600.00 Chargeable CustomerInvoicePosted Unadjustable",
            "BilledSales Material 10 x 200 = 2000.00 Chargeable CustomerInvoicePosted",
            "BilledSales Time -8 x 200 = -1600.00 tax -160.00 Chargeable CustomerInvoicePosted Unadjustable",
            "BilledSales Time 6 x 200 = 1200.00 tax 120.00 Chargeable CustomerInvoicePosted",
            "UnbilledSales Expense -8 x 150 = -1200.00 Chargeable CustomerInvoicePosted Unadjustable skip",
            "UnbilledSales Expense 8 x 150 = 1200.00 Chargeable CustomerInvoicePosted",
            "UnbilledSales Material -10 x 200 = -2000.00 Chargeable CustomerInvoicePosted Unadjustable skip",
            "UnbilledSales Material 10 x 200 = 2000.00 Chargeable CustomerInvoicePosted",
            "UnbilledSales Time -6 x 200 = -1200.00 tax -120.00 Chargeable CustomerInvoicePosted Unadjustable skip",
            "UnbilledSales Time 6 x 200 = 1200.00 tax 120.00 Chargeable CustomerInvoicePosted"
        );
        Same(Sentences.Of(site.Billable()), "UnbilledSales Time 2 x 200 = 400.00 tax 40.00 Chargeable UnbilledSalesCreated");
    }

    [TestMethod]
    public void A_corrected_invoice_can_be_corrected_again_and_again()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200, tax: 160).Confirm();
        var second = CorrectiveDraft.Of(site, invoice.Id).With(invoice.Details[0], 10, 200, 200).Confirm();
        var secondDetail = second.For(invoice.Details[0]).Id;

        var third = CorrectiveDraft.Of(site, second.Id).With(secondDetail, 7, 200, 140).Confirm();
        Same(
            Sentences.Of(site.MadeBy(third.Id)),
            "BilledSales Time -10 x 200 = -2000.00 tax -200.00 Chargeable CustomerInvoicePosted Unadjustable",
            "BilledSales Time 7 x 200 = 1400.00 tax 140.00 Chargeable CustomerInvoicePosted",
            "UnbilledSales Time -7 x 200 = -1400.00 tax -140.00 Chargeable CustomerInvoicePosted Unadjustable skip",
            "UnbilledSales Time 7 x 200 = 1400.00 tax 140.00 Chargeable CustomerInvoicePosted"
        );
        Same(Sentences.Of(site.Billable()), "UnbilledSales Time 3 x 200 = 600.00 tax 60.00 Chargeable UnbilledSalesCreated");

        CorrectiveDraft.Of(site, third.Id).Confirm();
        Same(
            Sentences.Of(site.Billable()),
            "UnbilledSales Time 3 x 200 = 600.00 tax 60.00 Chargeable UnbilledSalesCreated",
            "UnbilledSales Time 7 x 200 = 1400.00 tax 140.00 Chargeable UnbilledSalesCreated"
        );
        site.Expect(RevisionErrors.NothingToRevise, () => CorrectiveDraft.Of(site, third.Id));
        site.Expect(RevisionErrors.NothingToRevise, () => CorrectiveDraft.Of(site, invoice.Id));
        Assert.AreEqual(
            0m,
            site.All("msdyn_actual").Select(row => new Actual(row)).Where(row => row.Type == TransactionType.BilledSales).Sum(row => row.NetAmount)
        );
    }

    [TestMethod]
    public void Of_a_detail_that_was_reduced_when_billed_the_uncharged_rest_stays()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200, tax: 160);
        site.Manager.Update(
            new Entity("msdyn_invoicelinetransaction", invoice.Details[0])
            {
                ["msdyn_quantity"] = 6m,
                ["msdyn_amount"] = new Money(1200),
                ["pinv_taxamount"] = new Money(120),
            }
        );
        invoice.Confirm();

        var draft = CorrectiveDraft.Of(site, invoice.Id).Confirm();

        Same(Sentences.Of(site.MadeBy(draft.Id)), "BilledSales Time -6 x 200 = -1200.00 tax -120.00 Chargeable CustomerInvoicePosted Unadjustable");
        Same(Sentences.Of(site.Billable()), "UnbilledSales Time 6 x 200 = 1200.00 tax 120.00 Chargeable UnbilledSalesCreated");
        var rest = site.MadeBy(invoice.Id).Single(row => row is { Type: TransactionType.BilledSales, BillingType: BillingType.NonChargeable });
        Assert.IsNull(rest.AdjustmentStatus);
    }

    [TestMethod]
    [DataRow(BillingType.NonChargeable)]
    [DataRow(BillingType.Complimentary)]
    public void What_was_not_charged_can_be_taken_back_too(BillingType billingType)
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200, billingType: billingType).Confirm();

        var draft = CorrectiveDraft.Of(site, invoice.Id).Confirm();

        Same(Sentences.Of(site.MadeBy(draft.Id)), $"BilledSales Time -8 x 200 = -1600.00 {billingType} CustomerInvoicePosted Unadjustable");
        Same(Sentences.Of(site.Billable()), $"UnbilledSales Time 8 x 200 = 1600.00 {billingType} UnbilledSalesCreated");
    }

    [TestMethod]
    public void A_detail_added_by_hand_on_a_time_and_material_line_becomes_billable_work()
    {
        var site = Site.New();
        var invoice = site.Draft().AddedByHand(8, 200, BillingMethod.TimeAndMaterial).Confirm();

        var draft = CorrectiveDraft.Of(site, invoice.Id).Confirm();

        Same(Sentences.Of(site.MadeBy(draft.Id)), "BilledSales Time -8 x 200 = -1600.00 Chargeable CustomerInvoicePosted Unadjustable");
        Same(Sentences.Of(site.Billable()), "UnbilledSales Time 8 x 200 = 1600.00 Chargeable UnbilledSalesCreated");
    }

    [TestMethod]
    public void All_faults_of_corrections_and_of_other_details_come_in_one_answer()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).WithMilestone(5000).Confirm();
        var other = site.Draft("PF-1004").With(2, 150);
        var draft = CorrectiveDraft.Of(site, invoice.Id, draft: other.Id).With(invoice.Details[0], 8, 200).With(invoice.Details[1], 0.5m, 5000);
        site.Manager.Update(new Entity("msdyn_invoicelinetransaction", other.Details[0]) { ["msdyn_price"] = null });

        AreFaults(
            Refusal.Of(() => site.Confirm(draft.Id)).Split('\n').OrderBy(fault => fault, StringComparer.Ordinal),
            ConfirmationErrors.NoPrice,
            CorrectionErrors.NothingChanged,
            CorrectionErrors.MilestoneInPart
        );
    }

    [TestMethod]
    public void Of_two_corrections_of_one_row_the_second_is_refused()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).Confirm();
        var first = CorrectiveDraft.Of(site, invoice.Id);
        var second = site.Draft("PF-1005").With(1, 100);
        var billed = site.MadeBy(invoice.Id).Single(row => row.Type == TransactionType.BilledSales).Id;

        // By hand, as another tool might do it.
        site.Manager.Update(new Entity("msdyn_invoicelinetransaction", second.Details[0]) { ["msdyn_correction"] = true });
        foreach (
            var row in site.All("msdyn_transactionconnection")
                .Where(row => row.GetAttributeValue<string>("msdyn_transaction1") == second.Details[0].ToString("d"))
        )
        {
            site.Loader.Update(
                new Entity(row.LogicalName, row.Id)
                {
                    ["msdyn_transaction1role"] = "Replacing",
                    ["msdyn_transaction2role"] = "Original",
                    ["msdyn_transaction2"] = billed.ToString("d"),
                }
            );
        }

        first.Confirm();
        site.Expect(CorrectionErrors.CorrectedAlready, () => site.Confirm(second.Id));
    }

    [TestMethod]
    public void A_connection_the_other_way_round_is_understood()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200).Confirm();
        var draft = CorrectiveDraft.Of(site, invoice.Id);
        var connection = site.All("msdyn_transactionconnection").Single(row => row.GetAttributeValue<string>("msdyn_transaction1role") == "Replacing");
        site.Loader.Update(
            new Entity(connection.LogicalName, connection.Id)
            {
                ["msdyn_transaction1"] = connection["msdyn_transaction2"],
                ["msdyn_transaction1role"] = connection["msdyn_transaction2role"],
                ["msdyn_transaction1type"] = connection["msdyn_transaction2type"],
                ["msdyn_transaction2"] = connection["msdyn_transaction1"],
                ["msdyn_transaction2role"] = connection["msdyn_transaction1role"],
                ["msdyn_transaction2type"] = connection["msdyn_transaction1type"],
            }
        );

        site.Expect(RevisionErrors.DetailBeingCorrected, () => CorrectiveDraft.Of(site, invoice.Id, [invoice.Details[0]]));
        draft.Confirm();
        Same(Sentences.Of(site.MadeBy(draft.Id)), "BilledSales Time -8 x 200 = -1600.00 Chargeable CustomerInvoicePosted Unadjustable");
    }

    [TestMethod]
    public void Confirming_revising_to_zero_and_confirming_again_leaves_everything_billable_as_before()
    {
        var site = Site.New();
        var invoice = site.Draft()
            .With(8, 200, tax: 160)
            .With(-3, 33.35m)
            .With(1, 0, TransactionClass.Fee)
            .With(0, 75)
            .With(2.5m, 99.99m, TransactionClass.Expense, BillingType.Complimentary, 12.5m)
            .With(7, 1.11m, TransactionClass.Material, BillingType.NonChargeable)
            .WithMilestone(5000);
        var before = invoice.Originals.Select(id => Work(new Actual(site.Read("msdyn_actual", id)))).OrderBy(text => text, StringComparer.Ordinal).ToArray();

        invoice.Confirm();
        Assert.AreEqual(0, site.Billable().Count);
        CorrectiveDraft.Of(site, invoice.Id).Confirm();

        Same(site.Billable().Select(Work).OrderBy(text => text, StringComparer.Ordinal), before);
        var all = site.All("msdyn_actual").Select(row => new Actual(row)).ToList();
        Assert.AreEqual(0m, all.Where(row => row.Type == TransactionType.BilledSales).Sum(row => row.NetAmount + (row.TaxAmount ?? 0)));
        Assert.AreEqual(MilestoneStatus.Ready, new Milestone(site.Read("msdyn_contractlinescheduleofvalue", invoice.Milestones[0])).Status);

        // Everything that describes the work; ids, dates of booking and statuses aside.
        static string Work(Actual row) =>
            string.Join(
                "; ",
                TransactionColumns
                    .CommonToActualAndDetail.Concat(["pinv_taxamount", "msdyn_projectcontractsplitbillingrule"])
                    .Where(column => row.Entity.GetAttributeValue<object>(column) is not null)
                    .OrderBy(column => column, StringComparer.Ordinal)
                    .Select(column =>
                        column
                        + "="
                        + row.Entity[column] switch
                        {
                            Money money => FormattableString.Invariant($"{money.Value:0.0000}"),
                            OptionSetValue choice => FormattableString.Invariant($"{choice.Value}"),
                            EntityReference reference => reference.Id.ToString("d"),
                            var value => FormattableString.Invariant($"{value}"),
                        }
                    )
            );
    }
}
