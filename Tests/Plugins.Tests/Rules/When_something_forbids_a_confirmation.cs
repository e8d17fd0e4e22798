using InvoicePlugins.Confirmation;
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

        Assert.AreEqual("PINV1011: PF-1003 line 2 'Design workshop': The detail has no price. Enter the price; zero is allowed.", fault);
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

        Same(Codes(faults), "PINV1010", "PINV1011", "PINV1023");
    }

    [TestMethod]
    public void Each_fault_of_a_detail_has_its_code()
    {
        Expect("PINV1010", it => it.Detail["msdyn_quantity"] = null);
        Expect("PINV1011", it => it.Detail["msdyn_price"] = null);
        Expect("PINV1012", it => it.Detail["transactioncurrencyid"] = null);
        Expect("PINV1013", it => it.Detail["transactioncurrencyid"] = Another);
        Expect("PINV1014", it => it.Detail["msdyn_invoice"] = Another);
        Expect("PINV1015", it => it.Detail["msdyn_transactionclassification"] = null);
        Expect("PINV1016", it => it.Detail["msdyn_transactionclassification"] = new OptionSetValue((int)TransactionClass.Tax));
        Expect("PINV1016", it => it.Detail["msdyn_transactionclassification"] = new OptionSetValue(123456));
        Expect("PINV1018", it => it.Detail["pinv_retainerid"] = Another);
        Expect("PINV1019", it => it.Line["producttypecode"] = new OptionSetValue((int)ProductType.Product));
        Expect("PINV1031", it => it.Detail["msdyn_transactionclassification"] = new OptionSetValue((int)TransactionClass.Fee));
        Expect("PINV1032", it => it.With(8, 200, 1599));
        Expect("PINV1032", it => it.With(6, 200, 1201));
        Expect("PINV1033", it => it.With(-8, 200, -1600));
        Expect("PINV1040", it => it.Detail["msdyn_salescontract"] = Another);
        Expect("PINV1043", it => it.Detail["pinv_milestoneid"] = Another);
        Expect(
            "PINV1045",
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
        Expect("PINV1022", it => it.Original!["msdyn_transactiontypecode"] = new OptionSetValue((int)TransactionType.Cost));
        Expect("PINV1023", it => it.Original!["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.CustomerInvoicePosted));
        Expect("PINV1023", it => it.Original!["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.Canceled));
        Expect("PINV1024", it => it.Original!["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.UnbilledSalesCreated));
        Expect("PINV1024", it => it.Original!["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatus.ReadyToInvoice));
        Expect("PINV1025", it => it.Original!["msdyn_adjustmentstatus"] = new OptionSetValue((int)AdjustmentStatus.Adjusted));
        Expect("PINV1025", it => it.Original!["msdyn_adjustmentstatus"] = new OptionSetValue((int)AdjustmentStatus.Unadjustable));
        Expect("PINV1026", it => it.Original!["msdyn_salescontract"] = Another);
        Expect("PINV1027", it => it.Original!["msdyn_projectcontractsplitbillingrule"] = Another);
        Expect("PINV1028", it => it.Original!["msdyn_projectcontractsplitbillingrule"] = null);
        Expect("PINV1029", it => it.Original!["transactioncurrencyid"] = Another);
        Expect("PINV1041", it => it.Original!["msdyn_accountcustomer"] = Another);
    }

    [TestMethod]
    public void An_original_that_is_named_but_gone_is_a_fault()
    {
        var facts = Situation.FromAnActual().Facts();
        var gone = facts with { Details = [facts.Details[0] with { Original = null }] };
        var several = facts with { Details = [facts.Details[0] with { OriginalIds = [Situation.OriginalId, Situation.CostId] }] };

        Assert.AreEqual("PINV1021", ConfirmationCheck.Of(gone, null).Single().Kind.Code);
        Assert.AreEqual("PINV1020", ConfirmationCheck.Of(several, null).Single().Kind.Code);
    }

    [TestMethod]
    public void One_original_on_two_details_is_a_fault()
    {
        var facts = Situation.FromAnActual().Facts();
        var twice = facts with { Details = [facts.Details[0], facts.Details[0]] };

        Assert.AreEqual("PINV1030", ConfirmationCheck.Of(twice, null).Single().Kind.Code);
    }

    [TestMethod]
    public void Each_fault_of_a_milestone_has_its_code()
    {
        ExpectOfMilestone("PINV1034", it => it.Detail["pinv_milestoneid"] = null);
        ExpectOfMilestone("PINV1035", it => it.Milestone = null);
        ExpectOfMilestone("PINV1036", it => it.Milestone!["msdyn_invoicestatus"] = new OptionSetValue((int)MilestoneStatus.Ready));
        ExpectOfMilestone("PINV1036", it => it.Milestone!["msdyn_invoicestatus"] = new OptionSetValue((int)MilestoneStatus.CustomerInvoicePosted));
        ExpectOfMilestone("PINV1037", it => it.Milestone!["msdyn_contract"] = Another);
        ExpectOfMilestone("PINV1038", it => it.Milestone!["transactioncurrencyid"] = Another);
    }

    [TestMethod]
    public void Each_fault_of_the_header_has_its_code()
    {
        var facts = Situation.FromAnActual().Facts();
        Assert.AreEqual("PINV1003", ConfirmationCheck.Of(facts with { Details = [] }, null).Single().Kind.Code);

        CollectionAssert.Contains(Codes(Situation.FromAnActual().Where(it => it.Invoice.Attributes.Remove("currency.currencyprecision")).Faults()), "PINV1004");
        CollectionAssert.Contains(Codes(Situation.FromAnActual().Where(it => it.Invoice["salesorderid"] = null).Faults()), "PINV1005");
        CollectionAssert.Contains(Codes(Situation.OfAMilestone().Where(it => it.ContractCustomers.Clear()).Faults()), "PINV1006");
        Same(Codes(Situation.OfAMilestone().Where(it => it.ContractCustomers.Add(Another.Id)).Faults()), "PINV1007");
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

        Same(Codes(situation.Faults()), "PINV1070");
    }

    [TestMethod]
    public void A_line_without_billing_method_cannot_say_how_a_detail_added_by_hand_is_billed()
    {
        var situation = Situation.AddedByHand(BillingMethod.TimeAndMaterial).Where(it => it.Line["msdyn_billingmethod"] = null);

        Same(Codes(situation.Faults()), "PINV1042");
    }

    private static void Expect(string code, Action<Situation> change) => Same(Codes(Situation.FromAnActual().Where(change).Faults()), code);

    private static void ExpectOfMilestone(string code, Action<Situation> change) => Same(Codes(Situation.OfAMilestone().Where(change).Faults()), code);

    private static string[] Codes(IEnumerable<string> faults) => [.. faults.Select(fault => fault.Substring(0, 8))];
}
