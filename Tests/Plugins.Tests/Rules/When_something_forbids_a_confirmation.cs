using InvoicePlugins.Checks;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.Rules;

[TestClass]
internal sealed class When_something_forbids_a_confirmation
{
    private static readonly EntityReference Another = new("anything", new Guid("ffffffff-0000-0000-0000-000000000001"));

    [TestMethod]
    public void A_detail_without_fault_has_none()
    {
        Assert.AreEqual(0, Situation.FromAnActual().Faults().Count);
        Assert.AreEqual(0, Situation.FromAnActual().With(6, 200, 1200).Faults().Count);
        Assert.AreEqual(0, Situation.FromAnActual().With(0, 0, 0).Faults().Count, "Zero is not missing.");
        Assert.AreEqual(0, Situation.AddedByHand(BillingMethod.TimeAndMaterial).Faults().Count);
        Assert.AreEqual(0, Situation.OfAMilestone().Faults().Count);
    }

    [TestMethod]
    public void The_answer_names_code_line_cause_and_remedy()
    {
        var fault = Situation.FromAnActual().Where(it => it.Detail["msdyn_price"] = null).Faults().Single();

        Assert.AreEqual(
            $"{ConfirmationErrors.NoPrice.Code}: PF-1003 line 2 'Design workshop': The detail has no price. Enter the price; zero is allowed.",
            fault
        );
    }

    [TestMethod]
    public void All_faults_come_at_once()
    {
        var faults = Situation
            .FromAnActual()
            .Where(it =>
            {
                it.Detail["msdyn_price"] = null;
                it.Detail["msdyn_quantity"] = null;
                it.Original!["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.CustomerInvoicePosted);
            })
            .Faults();

        AreFaults(faults, ConfirmationErrors.NoQuantity, ConfirmationErrors.NoPrice, ConfirmationErrors.OriginalAlreadyBilled);
    }

    [TestMethod]
    public void Each_fault_of_a_detail_has_its_code()
    {
        Expect(ConfirmationErrors.NoQuantity, it => it.Detail["msdyn_quantity"] = null);
        Expect(ConfirmationErrors.NoPrice, it => it.Detail["msdyn_price"] = null);
        Expect(ConfirmationErrors.NoCurrency, it => it.Detail["transactioncurrencyid"] = null);
        Expect(ConfirmationErrors.OtherCurrency, it => it.Detail["transactioncurrencyid"] = Another);
        Expect(ConfirmationErrors.NotOnALine, it => it.Detail["msdyn_invoice"] = Another);
        Expect(ConfirmationErrors.NoClass, it => it.Detail["msdyn_transactionclassification"] = null);
        Expect(ConfirmationErrors.ClassNotBilled, it => it.Detail["msdyn_transactionclassification"] = new OptionSetValue((int)TransactionClass.Tax));
        Expect(ConfirmationErrors.ClassNotBilled, it => it.Detail["msdyn_transactionclassification"] = new OptionSetValue(123456));
        Expect(RetainerErrors.ClassNotSet, it => it.Detail["pinv_retainerid"] = Another);
        Expect(ConfirmationErrors.ProductLineNotSupported, it => it.Line["producttypecode"] = new OptionSetValue((int)ProductType.Product));
        Expect(ConfirmationErrors.ClassChanged, it => it.Detail["msdyn_transactionclassification"] = new OptionSetValue((int)TransactionClass.Fee));
        Expect(ConfirmationErrors.AmountUnexplained, it => it.With(8, 200, 1599));
        Expect(ConfirmationErrors.AmountUnexplained, it => it.With(6, 200, 1201));
        Expect(ConfirmationErrors.SignChanged, it => it.With(-8, 200, -1600));
        Expect(ConfirmationErrors.OtherContract, it => it.Detail["msdyn_salescontract"] = Another);
        Expect(ConfirmationErrors.MilestoneOnOtherClass, it => it.Detail["pinv_milestoneid"] = Another);
        Expect(
            ConfirmationErrors.AmountMethodNotEditable,
            it =>
            {
                it.With(6, 200, 1200);
                it.Detail["msdyn_amountmethod"] = new OptionSetValue((int)AmountMethod.FixedPrice);
            }
        );
    }

    [TestMethod]
    public void Each_fault_of_an_original_has_its_code()
    {
        Expect(ConfirmationErrors.OriginalNotUnbilledSales, it => it.Original!["msdyn_transactiontypecode"] = new OptionSetValue((int)TransactionType.Cost));
        Expect(
            ConfirmationErrors.OriginalAlreadyBilled,
            it => it.Original!["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.CustomerInvoicePosted)
        );
        Expect(ConfirmationErrors.OriginalAlreadyBilled, it => it.Original!["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.Canceled));
        Expect(ConfirmationErrors.OriginalNotTaken, it => it.Original!["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.UnbilledSalesCreated));
        Expect(ConfirmationErrors.OriginalNotTaken, it => it.Original!["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.ReadyToInvoice));
        Expect(ConfirmationErrors.OriginalAdjusted, it => it.Original!["msdyn_adjustmentstatus"] = new OptionSetValue((int)AdjustmentStatus.Adjusted));
        Expect(ConfirmationErrors.OriginalAdjusted, it => it.Original!["msdyn_adjustmentstatus"] = new OptionSetValue((int)AdjustmentStatus.Unadjustable));
        Expect(ConfirmationErrors.OriginalOfOtherContract, it => it.Original!["msdyn_salescontract"] = Another);
        Expect(ConfirmationErrors.OriginalOfOtherContractCustomer, it => it.Original!["msdyn_projectcontractsplitbillingrule"] = Another);
        Expect(ConfirmationErrors.OriginalWithoutContractCustomer, it => it.Original!["msdyn_projectcontractsplitbillingrule"] = null);
        Expect(ConfirmationErrors.OriginalInOtherCurrency, it => it.Original!["transactioncurrencyid"] = Another);
        Expect(ConfirmationErrors.OriginalOfOtherCustomer, it => it.Original!["msdyn_accountcustomer"] = Another);
    }

    [TestMethod]
    public void An_original_that_is_named_but_gone_is_a_fault()
    {
        var facts = Situation.FromAnActual().Facts();
        var gone = facts with { Details = [facts.Details[0] with { Original = null }] };
        var several = facts with { Details = [facts.Details[0] with { OriginalIds = [Situation.OriginalId, Situation.CostId] }] };

        Assert.AreEqual(ConfirmationErrors.OriginalGone, ConfirmationCheck.Of(gone, null).Single().Error);
        Assert.AreEqual(ConfirmationErrors.SeveralOriginals, ConfirmationCheck.Of(several, null).Single().Error);
    }

    [TestMethod]
    public void One_original_on_two_details_is_a_fault()
    {
        var facts = Situation.FromAnActual().Facts();
        var twice = facts with { Details = [facts.Details[0], facts.Details[0]] };

        Assert.AreEqual(ConfirmationErrors.OriginalBilledTwice, ConfirmationCheck.Of(twice, null).Single().Error);
    }

    [TestMethod]
    public void Each_fault_of_a_milestone_has_its_code()
    {
        ExpectOfMilestone(ConfirmationErrors.NoMilestone, it => it.Detail["pinv_milestoneid"] = null);
        ExpectOfMilestone(ConfirmationErrors.MilestoneGone, it => it.Milestone = null);
        ExpectOfMilestone(ConfirmationErrors.MilestoneNotTaken, it => it.Milestone!["msdyn_invoicestatus"] = new OptionSetValue((int)MilestoneStatus.Ready));
        ExpectOfMilestone(
            ConfirmationErrors.MilestoneNotTaken,
            it => it.Milestone!["msdyn_invoicestatus"] = new OptionSetValue((int)MilestoneStatus.CustomerInvoicePosted)
        );
        ExpectOfMilestone(ConfirmationErrors.MilestoneOfOtherContract, it => it.Milestone!["msdyn_contract"] = Another);
        ExpectOfMilestone(ConfirmationErrors.MilestoneInOtherCurrency, it => it.Milestone!["transactioncurrencyid"] = Another);
    }

    [TestMethod]
    public void Each_fault_of_the_header_has_its_code()
    {
        var facts = Situation.FromAnActual().Facts();
        Assert.AreEqual(ConfirmationErrors.NoDetails, ConfirmationCheck.Of(facts with { Details = [] }, null).Single().Error);

        Assert.Contains(
            ConfirmationErrors.InvoiceWithoutCurrency.Code,
            Situation.FromAnActual().Where(it => it.Invoice.Attributes.Remove("currency.currencyprecision")).Faults().Select(CodeOf)
        );
        Assert.Contains(
            ConfirmationErrors.InvoiceWithoutContract.Code,
            Situation.FromAnActual().Where(it => it.Invoice["salesorderid"] = null).Faults().Select(CodeOf)
        );
        Assert.Contains(ConfirmationErrors.NoContractCustomer.Code, Situation.OfAMilestone().Where(it => it.ContractCustomers.Clear()).Faults().Select(CodeOf));
        AreFaults(Situation.OfAMilestone().Where(it => it.ContractCustomers.Add(Another.Id)).Faults(), ConfirmationErrors.ContractCustomerUnclear);
    }

    [TestMethod]
    public void The_class_of_retainers_is_a_setting()
    {
        var situation = Situation
            .FromAnActual()
            .Where(it =>
            {
                it.RetainerClass = 192350777;
                it.Detail["msdyn_transactionclassification"] = new OptionSetValue(192350777);
            });

        AreFaults(situation.Faults(), RetainerErrors.Missing);
    }

    [TestMethod]
    public void A_line_without_billing_method_cannot_say_how_a_detail_added_by_hand_is_billed()
    {
        var situation = Situation.AddedByHand(BillingMethod.TimeAndMaterial).Where(it => it.Line["msdyn_billingmethod"] = null);

        AreFaults(situation.Faults(), ConfirmationErrors.NoBillingMethod);
    }

    private static void Expect(ErrorCode error, Action<Situation> change) => AreFaults(Situation.FromAnActual().Where(change).Faults(), error);

    private static void ExpectOfMilestone(ErrorCode error, Action<Situation> change) => AreFaults(Situation.OfAMilestone().Where(change).Faults(), error);
}
