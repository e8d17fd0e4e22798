using InvoicePlugins.Checks;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using Microsoft.Xrm.Sdk;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.Rules;

[TestClass]
internal sealed class When_a_billed_detail_is_corrected
{
    private static readonly EntityReference Another = new("anything", new Guid("ffffffff-0000-0000-0000-000000000001"));

    [TestMethod]
    [DataRow(TransactionClass.Time)]
    [DataRow(TransactionClass.Expense)]
    [DataRow(TransactionClass.Material)]
    [DataRow(TransactionClass.Fee)]
    public void A_full_credit_takes_the_billed_row_back_and_makes_the_work_billable_again(TransactionClass @class)
    {
        var outcome = Situation.CorrectingWork(@class).Bill();

        Same(outcome.Actuals, "B0' BilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable", "U UnbilledSales 8 x 200 = 1600.00 tax 160.00 Chargeable");
        Same(outcome.Statuses, "B0' CustomerInvoicePosted Unadjustable", "U UnbilledSalesCreated");
        Same(outcome.Connections, "B0' Reversing - B0 Original", "U Replacing - B0 Original");
        Assert.IsTrue(outcome.Rows.All(row => new Actual(row).Class == @class));
    }

    [TestMethod]
    [DataRow(TransactionClass.Time)]
    [DataRow(TransactionClass.Expense)]
    [DataRow(TransactionClass.Material)]
    public void A_reduction_bills_what_is_left_and_makes_the_rest_billable_again(TransactionClass @class)
    {
        var outcome = Situation.CorrectingWork(@class).With(6, 200, 1200).WithTax(120).Bill();

        Same(
            outcome.Actuals,
            "B0' BilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable",
            "U1 UnbilledSales 6 x 200 = 1200.00 tax 120.00 Chargeable",
            "U1' UnbilledSales -6 x 200 = -1200.00 tax -120.00 Chargeable",
            "B1 BilledSales 6 x 200 = 1200.00 tax 120.00 Chargeable",
            "U2 UnbilledSales 2 x 200 = 400.00 tax 40.00 Chargeable"
        );
        Same(
            outcome.Statuses,
            "B0' CustomerInvoicePosted Unadjustable",
            "U1 CustomerInvoicePosted",
            "U1' CustomerInvoicePosted Unadjustable skip",
            "B1 CustomerInvoicePosted",
            "U2 UnbilledSalesCreated"
        );
        Same(
            outcome.Connections,
            "B0' Reversing - B0 Original",
            "U1 Replacing - B0 Original",
            "U1' Reversing - U1 Original",
            "B1 Billed Sales - U1 Unbilled Sales",
            "U2 Replacing - B0 Original"
        );
    }

    [TestMethod]
    public void A_reduced_fee_is_given_up()
    {
        var outcome = Situation.CorrectingWork(TransactionClass.Fee).With(6, 200, 1200).WithTax(120).Bill();

        Same(
            outcome.Actuals,
            "B0' BilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable",
            "U1 UnbilledSales 6 x 200 = 1200.00 tax 120.00 Chargeable",
            "U1' UnbilledSales -6 x 200 = -1200.00 tax -120.00 Chargeable",
            "B1 BilledSales 6 x 200 = 1200.00 tax 120.00 Chargeable"
        );
    }

    [TestMethod]
    [DataRow(TransactionClass.Time)]
    [DataRow(TransactionClass.Expense)]
    [DataRow(TransactionClass.Material)]
    [DataRow(TransactionClass.Fee)]
    public void An_increase_is_billed_anew(TransactionClass @class)
    {
        var outcome = Situation.CorrectingWork(@class).With(10, 200, 2000).WithTax(200).Bill();

        Same(
            outcome.Actuals,
            "B0' BilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable",
            "U1 UnbilledSales 10 x 200 = 2000.00 tax 200.00 Chargeable",
            "U1' UnbilledSales -10 x 200 = -2000.00 tax -200.00 Chargeable",
            "B1 BilledSales 10 x 200 = 2000.00 tax 200.00 Chargeable"
        );
        Same(
            outcome.Statuses,
            "B0' CustomerInvoicePosted Unadjustable",
            "U1 CustomerInvoicePosted",
            "U1' CustomerInvoicePosted Unadjustable skip",
            "B1 CustomerInvoicePosted"
        );
    }

    [TestMethod]
    [DataRow(TransactionClass.Time)]
    [DataRow(TransactionClass.Fee)]
    public void Another_price_is_billed_anew(TransactionClass @class)
    {
        var outcome = Situation.CorrectingWork(@class).With(8, 180, 1440).WithTax(144).Bill();

        Same(
            outcome.Actuals,
            "B0' BilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable",
            "U1 UnbilledSales 8 x 180 = 1440.00 tax 144.00 Chargeable",
            "U1' UnbilledSales -8 x 180 = -1440.00 tax -144.00 Chargeable",
            "B1 BilledSales 8 x 180 = 1440.00 tax 144.00 Chargeable"
        );
    }

    [TestMethod]
    public void A_reduction_at_another_price_leaves_the_rest_at_the_old_one()
    {
        var outcome = Situation.CorrectingWork().With(6, 180, 1080).WithTax(108).Bill();

        Same(
            outcome.Actuals,
            "B0' BilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable",
            "U1 UnbilledSales 6 x 180 = 1080.00 tax 108.00 Chargeable",
            "U1' UnbilledSales -6 x 180 = -1080.00 tax -108.00 Chargeable",
            "B1 BilledSales 6 x 180 = 1080.00 tax 108.00 Chargeable",
            "U2 UnbilledSales 2 x 200 = 400.00 tax 40.00 Chargeable"
        );
    }

    [TestMethod]
    public void Another_tax_alone_is_a_correction_too()
    {
        var outcome = Situation.CorrectingWork().With(8, 200, 1600).WithTax(320).Bill();

        Same(
            outcome.Actuals,
            "B0' BilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable",
            "U1 UnbilledSales 8 x 200 = 1600.00 tax 320.00 Chargeable",
            "U1' UnbilledSales -8 x 200 = -1600.00 tax -320.00 Chargeable",
            "B1 BilledSales 8 x 200 = 1600.00 tax 320.00 Chargeable"
        );
    }

    [TestMethod]
    public void A_negative_row_comes_back_as_a_negative_row()
    {
        Same(
            Negative().Bill().Actuals,
            "B0' BilledSales 8 x 200 = 1600.00 tax 160.00 Chargeable",
            "U UnbilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable"
        );
        Same(
            Negative().With(-6, 200, -1200).WithTax(-120).Bill().Actuals,
            "B0' BilledSales 8 x 200 = 1600.00 tax 160.00 Chargeable",
            "U1 UnbilledSales -6 x 200 = -1200.00 tax -120.00 Chargeable",
            "U1' UnbilledSales 6 x 200 = 1200.00 tax 120.00 Chargeable",
            "B1 BilledSales -6 x 200 = -1200.00 tax -120.00 Chargeable",
            "U2 UnbilledSales -2 x 200 = -400.00 tax -40.00 Chargeable"
        );
        Same(
            Negative().With(-10, 200, -2000).WithTax(-200).Bill().Actuals,
            "B0' BilledSales 8 x 200 = 1600.00 tax 160.00 Chargeable",
            "U1 UnbilledSales -10 x 200 = -2000.00 tax -200.00 Chargeable",
            "U1' UnbilledSales 10 x 200 = 2000.00 tax 200.00 Chargeable",
            "B1 BilledSales -10 x 200 = -2000.00 tax -200.00 Chargeable"
        );
    }

    [TestMethod]
    [DataRow(BillingType.NonChargeable)]
    [DataRow(BillingType.Complimentary)]
    public void What_was_not_charged_comes_back_uncharged(BillingType billingType)
    {
        var outcome = Situation
            .CorrectingWork()
            .Where(it =>
            {
                foreach (var row in new[] { it.Detail, it.Billed!, it.Unbilled! })
                {
                    row["msdyn_billingtype"] = new OptionSetValue((int)billingType);
                }
            })
            .With(6, 200, 1200)
            .Bill();

        Same(
            outcome.Actuals,
            $"B0' BilledSales -8 x 200 = -1600.00 tax -160.00 {billingType}",
            $"U1 UnbilledSales 6 x 200 = 1200.00 tax 120.00 {billingType}",
            $"U1' UnbilledSales -6 x 200 = -1200.00 tax -120.00 {billingType}",
            $"B1 BilledSales 6 x 200 = 1200.00 tax 120.00 {billingType}",
            $"U2 UnbilledSales 2 x 200 = 400.00 tax 40.00 {billingType}"
        );
    }

    [TestMethod]
    public void What_was_added_by_hand_on_a_fixed_price_line_has_no_unbilled_row_to_come_back()
    {
        Same(Situation.CorrectingFixedPrice().Bill().Actuals, "B0' BilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable");

        var reduced = Situation.CorrectingFixedPrice().With(6, 200, 1200).WithTax(120).Bill();
        Same(reduced.Actuals, "B0' BilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable", "B1 BilledSales 6 x 200 = 1200.00 tax 120.00 Chargeable");
        Same(reduced.Connections, "B0' Reversing - B0 Original", "B1 Replacing - B0 Original");
        Same(reduced.Statuses, "B0' CustomerInvoicePosted Unadjustable", "B1 CustomerInvoicePosted");
    }

    [TestMethod]
    public void Work_whose_unbilled_row_is_not_found_comes_back_as_it_was_billed()
    {
        var outcome = Situation.CorrectingWork().Where(it => it.Unbilled = null).Bill();

        Same(outcome.Actuals, "B0' BilledSales -8 x 200 = -1600.00 tax -160.00 Chargeable", "U UnbilledSales 8 x 200 = 1600.00 tax 160.00 Chargeable");
    }

    [TestMethod]
    public void A_milestone_taken_back_is_ready_for_invoicing_again()
    {
        var outcome = Situation.CorrectingAMilestone().Bill();

        Same(outcome.Actuals, "B0' BilledSales -1 x 5000 = -5000.00 tax -500.00 Chargeable");
        Same(outcome.Statuses, "B0' CustomerInvoicePosted Unadjustable");
        var milestone = outcome.Changes.Single(change => change.Id == Situation.MilestoneId);
        Assert.AreEqual("23", milestone.RowVersion);
        Assert.AreEqual(MilestoneStatus.Ready, new Milestone(milestone).Status);
    }

    [TestMethod]
    public void The_billed_row_becomes_adjusted_unless_it_changed_meanwhile()
    {
        foreach (
            var outcome in new[] { Situation.CorrectingWork(), Situation.CorrectingWork().With(6, 200, 1200), Situation.CorrectingFixedPrice() }.Select(it =>
                it.Bill()
            )
        )
        {
            var change = outcome.Changes.Single();
            Assert.AreEqual(Situation.BilledId, change.Id);
            Assert.AreEqual("29", change.RowVersion);
            Same(change.Attributes.Keys, "msdyn_adjustmentstatus");
            Assert.AreEqual(AdjustmentStatus.Adjusted, new Actual(change).AdjustmentStatus);
        }
    }

    [TestMethod]
    public void Origins_name_the_corrected_invoice_and_for_new_rows_the_corrective_one_too()
    {
        const string Corrected = "invoice, invoicedetail, msdyn_invoicelinetransaction, msdyn_timeentry";
        const string Corrective = "invoice, invoicedetail, msdyn_invoicelinetransaction";

        Same(Situation.CorrectingWork().Bill().Origins, $"B0' from {Corrected}", $"U from {Corrected}, {Corrective}");
        Same(
            Situation.CorrectingWork().With(6, 200, 1200).Bill().Origins,
            $"B0' from {Corrected}",
            $"U1 from {Corrected}, {Corrective}",
            $"U1' from {Corrected}, {Corrective}",
            $"B1 from {Corrective}, {Corrected}",
            $"U2 from {Corrected}, {Corrective}"
        );
    }

    [TestMethod]
    public void A_tax_left_empty_is_the_share_of_what_was_billed()
    {
        Assert.AreEqual(120m, new Actual(Situation.CorrectingWork().With(6, 200, 1200).Bill()["B1"]).TaxAmount);
        Assert.AreEqual(200m, new Actual(Situation.CorrectingWork().With(10, 200, null).Bill()["B1"]).TaxAmount);
        Assert.AreEqual(80m, new Actual(Situation.CorrectingWork().With(8, 100, 800).Bill()["B1"]).TaxAmount);
        Assert.IsNull(new Actual(Situation.CorrectingWork().Where(it => it.Billed!["pinv_taxamount"] = null).With(6, 200, 1200).Bill()["B1"]).TaxAmount);
        Assert.AreEqual(90m, new Actual(Situation.CorrectingWork().With(6, 200, 1200).WithTax(90).Bill()["B1"]).TaxAmount);
    }

    [TestMethod]
    public void The_parts_of_a_reduction_add_up_to_the_last_digit()
    {
        var outcome = Situation
            .CorrectingWork()
            .Where(it =>
            {
                foreach (var row in new[] { it.Billed!, it.Unbilled! })
                {
                    row["msdyn_quantity"] = 3m;
                    row["msdyn_price"] = new Money(33.335m);
                    row["msdyn_amount"] = new Money(100.01m);
                    row["pinv_taxamount"] = new Money(7.01m);
                }
            })
            .With(1, 33.335m, null)
            .Bill();

        var work = outcome.Rows.Select(row => new Actual(row)).Where(row => row.Type == TransactionType.UnbilledSales && row.AdjustmentStatus is null).ToList();
        Assert.AreEqual(100.01m, work.Sum(row => row.NetAmount));
        Assert.AreEqual(7.01m, work.Sum(row => row.TaxAmount));
        Assert.AreEqual(33.34m, new Actual(outcome["B1"]).NetAmount);
        Assert.AreEqual(2.34m, new Actual(outcome["B1"]).TaxAmount);
    }

    [TestMethod]
    public void What_comes_back_says_what_it_said_before_it_was_billed()
    {
        // The invoice had another tax and another text than the work.
        var outcome = Situation
            .CorrectingWork()
            .Where(it =>
            {
                it.Billed!["pinv_taxamount"] = new Money(133.33m);
                it.Billed["msdyn_description"] = it.Detail["msdyn_description"] = "Workshop in London";
            })
            .Bill();

        Same(outcome.Actuals, "B0' BilledSales -8 x 200 = -1600.00 tax -133.33 Chargeable", "U UnbilledSales 8 x 200 = 1600.00 tax 160.00 Chargeable");
        Assert.AreEqual("Workshop in London", outcome["B0'"]["msdyn_description"]);
        Assert.AreEqual("Design workshop", outcome["U"]["msdyn_description"]);
    }

    [TestMethod]
    public void Every_column_of_the_new_rows_is_told()
    {
        var copied = Actual
            .CopiedFromActual.Except([
                "msdyn_transactionclassification",
                "transactioncurrencyid",
                "msdyn_salescontract",
                "msdyn_accountcustomer",
                "msdyn_documentdate",
                "msdyn_startdatetime",
                "msdyn_enddatetime",
                "msdyn_projectcontractsplitbillingrule",
                "msdyn_amountmethod",
            ])
            .ToList();
        var situation = Situation
            .CorrectingWork()
            .With(6, 200, 1200)
            .WithTax(120)
            .Where(it =>
            {
                it.Detail["msdyn_externaldescription"] = "Corrected";
                foreach (var column in copied)
                {
                    it.Billed![column] = it.Unbilled![column] = "value of " + column;
                }
            });
        var invoice = situation.Facts().Invoice;
        var outcome = situation.Bill();

        foreach (
            var (role, own) in new (string Role, Dictionary<string, object?> Own)[]
            {
                ("B0'", Own(TransactionType.BilledSales, -8, -1600, -160, BillingStatus.CustomerInvoicePosted, billed: true, reversal: true)),
                ("U1", Own(TransactionType.UnbilledSales, 6, 1200, 120, BillingStatus.CustomerInvoicePosted, billed: true, text: "Corrected")),
                (
                    "U1'",
                    Own(
                        TransactionType.UnbilledSales,
                        -6,
                        -1200,
                        -120,
                        BillingStatus.CustomerInvoicePosted,
                        billed: true,
                        reversal: true,
                        skip: true,
                        text: "Corrected"
                    )
                ),
                ("B1", Own(TransactionType.BilledSales, 6, 1200, 120, BillingStatus.CustomerInvoicePosted, billed: true, text: "Corrected")),
                ("U2", Own(TransactionType.UnbilledSales, 2, 400, 40, BillingStatus.UnbilledSalesCreated, billed: false)),
            }
        )
        {
            var row = outcome[role];
            var expected = own.Concat(copied.Select(column => new KeyValuePair<string, object?>(column, "value of " + column)))
                .Concat([new("msdyn_actualimportid", row.Id.ToString("d"))])
                .OrderBy(column => column.Key, StringComparer.Ordinal)
                .Select(column => $"{role} {column.Key} = {Text(column.Value)}");
            Same(
                row.Attributes.OrderBy(column => column.Key, StringComparer.Ordinal).Select(column => $"{role} {column.Key} = {Text(column.Value)}"),
                [.. expected]
            );
        }

        Dictionary<string, object?> Own(
            TransactionType type,
            decimal quantity,
            decimal amount,
            decimal tax,
            BillingStatus status,
            bool billed,
            bool reversal = false,
            bool skip = false,
            string text = "Workshop"
        )
        {
            var columns = new Dictionary<string, object?>
            {
                ["msdyn_transactiontypecode"] = new OptionSetValue((int)type),
                ["msdyn_transactionclassification"] = new OptionSetValue((int)TransactionClass.Time),
                ["msdyn_billingtype"] = new OptionSetValue((int)BillingType.Chargeable),
                ["msdyn_billingstatus"] = new OptionSetValue((int)status),
                ["msdyn_quantity"] = quantity,
                ["msdyn_price"] = new Money(200),
                ["msdyn_amount"] = new Money(amount),
                ["pinv_taxamount"] = new Money(tax),
                ["pinv_skipsync"] = skip,
                ["msdyn_accountingdate"] = Situation.AccountingDate,
                ["msdyn_description"] = "Design workshop",
                ["msdyn_externaldescription"] = text,
                ["transactioncurrencyid"] = new EntityReference("transactioncurrency", Situation.CurrencyId),
                ["msdyn_salescontract"] = new EntityReference("salesorder", Situation.ContractId),
                ["msdyn_accountcustomer"] = new EntityReference("account", Situation.CustomerId),
                ["msdyn_projectcontractsplitbillingrule"] = new EntityReference("msdyn_projectcontractsplitbillingrule", Situation.ContractCustomerId),
                ["msdyn_documentdate"] = new DateTime(2026, 9, 14, 0, 0, 0, DateTimeKind.Utc),
                ["msdyn_startdatetime"] = new DateTime(2026, 9, 14, 8, 0, 0, DateTimeKind.Utc),
                ["msdyn_enddatetime"] = new DateTime(2026, 9, 14, 16, 0, 0, DateTimeKind.Utc),
            };
            if (billed)
            {
                columns["msdyn_invoice"] = new EntityReference("invoice", invoice.Id);
            }

            if (reversal)
            {
                columns["msdyn_adjustmentstatus"] = new OptionSetValue((int)AdjustmentStatus.Unadjustable);
            }

            return columns;
        }
    }

    [TestMethod]
    public void A_correction_without_fault_has_none()
    {
        foreach (
            var situation in new[]
            {
                Situation.CorrectingWork(),
                Situation.CorrectingWork().With(6, 200, 1200),
                Situation.CorrectingWork().With(10, 250, null),
                Situation.CorrectingWork(TransactionClass.Fee).With(8, 0, 0),
                Situation.CorrectingFixedPrice(),
                Situation.CorrectingAMilestone(),
                Situation.CorrectingWork().Where(it => it.Detail["msdyn_amountmethod"] = new OptionSetValue((int)AmountMethod.FixedPrice)),
            }
        )
        {
            Same(situation.Faults());
        }
    }

    [TestMethod]
    public void Each_fault_of_a_correction_has_its_code()
    {
        Expect(CorrectionErrors.CorrectedGone, it => it.Billed = null, facts => facts.Details[0] with { Corrected = new Correction([Situation.BilledId]) });
        Expect(CorrectionErrors.NothingCorrected, it => it.Billed = null, facts => facts.Details[0] with { Corrected = new Correction([]) });
        Expect(
            CorrectionErrors.SeveralCorrected,
            it => it.Billed = null,
            facts => facts.Details[0] with { Corrected = new Correction([Situation.BilledId, Situation.CostId]) }
        );
        Expect(
            CorrectionErrors.CorrectedNotBilledSales,
            it => it.Billed!["msdyn_transactiontypecode"] = new OptionSetValue((int)TransactionType.UnbilledSales)
        );
        Expect(CorrectionErrors.CorrectedAlready, it => it.Billed!["msdyn_adjustmentstatus"] = new OptionSetValue((int)AdjustmentStatus.Adjusted));
        Expect(CorrectionErrors.CorrectedIsReversal, it => it.Billed!["msdyn_adjustmentstatus"] = new OptionSetValue((int)AdjustmentStatus.Unadjustable));
        Expect(CorrectionErrors.CorrectedOfOtherContract, it => it.Billed!["msdyn_salescontract"] = Another);
        Expect(CorrectionErrors.CorrectedOfOtherContractCustomer, it => it.Billed!["msdyn_projectcontractsplitbillingrule"] = Another);
        Expect(CorrectionErrors.CorrectedOfOtherCustomer, it => it.Billed!["msdyn_accountcustomer"] = Another);
        Expect(CorrectionErrors.CorrectedInOtherCurrency, it => it.Billed!["transactioncurrencyid"] = Another);
        Expect(CorrectionErrors.ClassChanged, it => it.Detail["msdyn_transactionclassification"] = new OptionSetValue((int)TransactionClass.Fee));
        Expect(CorrectionErrors.NothingChanged, it => it.With(8, 200, 1600));
        Expect(CorrectionErrors.NothingChanged, it => it.With(8, 200, 1600).WithTax(160));
        Expect(CorrectionErrors.BillingTypeChanged, it => it.Detail["msdyn_billingtype"] = new OptionSetValue((int)BillingType.Complimentary));
        Expect(CorrectionErrors.SignChanged, it => it.With(-2, 200, -400));
        Expect(ConfirmationErrors.AmountUnexplained, it => it.With(6, 200, 1201));
        Expect(ConfirmationErrors.AmountUnexplained, it => it.With(0, 200, 1));
        Expect(
            ConfirmationErrors.AmountMethodNotEditable,
            it => it.With(6, 200, 1200).Billed!["msdyn_amountmethod"] = new OptionSetValue((int)AmountMethod.FixedPrice)
        );
        Expect(
            CorrectionErrors.SeveralUnbilled,
            _ => { },
            facts => facts.Details[0] with { Corrected = facts.Details[0].Corrected! with { Unbilled = null, UnbilledCount = 2 } }
        );
        Expect(CorrectionErrors.CorrectsAndBills, _ => { }, facts => facts.Details[0] with { OriginalIds = [Situation.OriginalId] });
        Expect(CorrectionErrors.CorrectedWithoutContractCustomer, it => it.Billed!["msdyn_projectcontractsplitbillingrule"] = null);
    }

    [TestMethod]
    public void Each_fault_of_a_corrected_milestone_has_its_code()
    {
        AreFaults(Situation.CorrectingAMilestone().With(0.5m, 5000, 2500).Faults(), CorrectionErrors.MilestoneInPart);
        AreFaults(Situation.CorrectingAMilestone().With(1, 4000, 4000).Faults(), CorrectionErrors.MilestoneInPart);
        AreFaults(Situation.CorrectingAMilestone().Where(it => it.Milestone = null).Faults(), CorrectionErrors.MilestoneGone);
        AreFaults(
            Situation.CorrectingAMilestone().Where(it => it.Milestone!["msdyn_invoicestatus"] = new OptionSetValue((int)MilestoneStatus.Ready)).Faults(),
            CorrectionErrors.MilestoneNotBilled
        );
        AreFaults(Situation.CorrectingAMilestone().Where(it => it.Milestone!["msdyn_contract"] = Another).Faults(), CorrectionErrors.MilestoneOfOtherContract);
    }

    [TestMethod]
    public void Another_milestone_than_the_billed_one_is_a_fault()
    {
        var facts = Situation.CorrectingAMilestone().Facts();
        var corrected = new InvoiceLineDetail(new Entity("msdyn_invoicelinetransaction", Situation.CorrectedDetailId) { ["pinv_milestoneid"] = Another });
        var other = facts with { Details = [facts.Details[0] with { Corrected = facts.Details[0].Corrected! with { Detail = corrected } }] };

        AreFaults(ConfirmationCheck.Of(other, null).Select(fault => fault.ToString()), CorrectionErrors.OtherMilestone);
    }

    [TestMethod]
    public void One_billed_row_on_two_details_is_a_fault()
    {
        var facts = Situation.CorrectingWork().Facts();

        AreFaults(
            ConfirmationCheck.Of(facts with { Details = [facts.Details[0], facts.Details[0]] }, null).Select(fault => fault.ToString()),
            CorrectionErrors.CorrectedTwice
        );
    }

    [TestMethod]
    public void A_correction_that_changes_nothing_names_the_detail_and_says_to_remove_it() =>
        Same(
            Situation.CorrectingWork().With(8, 200, 1600).Faults(),
            $"{CorrectionErrors.NothingChanged.Code}: PF-1003 line 2 'Design workshop': The detail changes neither quantity nor "
                + "price nor tax of what was billed. "
                + "Remove it from the invoice, or change it; quantity zero takes it back whole."
        );

    private static Situation Negative() =>
        Situation
            .CorrectingWork()
            .Where(it =>
            {
                foreach (var row in new[] { it.Billed!, it.Unbilled! })
                {
                    row["msdyn_quantity"] = -8m;
                    row["msdyn_amount"] = new Money(-1600);
                    row["pinv_taxamount"] = new Money(-160);
                }
            });

    private static void Expect(ErrorCode error, Action<Situation> change, Func<BillingFacts, BillableDetail>? alter = null)
    {
        var facts = Situation.CorrectingWork().Where(change).Facts();
        var altered = alter is null ? facts : facts with { Details = [alter(facts)] };
        AreFaults(ConfirmationCheck.Of(altered, null).Select(fault => fault.ToString()), error);
    }

    private static string Text(object? value) =>
        value switch
        {
            null => "nothing",
            Money money => FormattableString.Invariant($"{money.Value:0.00##}"),
            decimal number => FormattableString.Invariant($"{number:0.##}"),
            OptionSetValue choice => choice.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
            EntityReference reference => reference.LogicalName + " " + reference.Id.ToString("d"),
            DateTime date => date.ToString("s", System.Globalization.CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
}
