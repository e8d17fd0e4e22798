using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Rules;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.Bugs;

[TestClass]
internal sealed class When_the_amount_of_a_detail_does_not_follow_from_its_quantity
{
    [TestMethod]
    public void An_original_of_a_fixed_amount_is_not_split()
    {
        var situation = Situation
            .FromAnActual()
            .With(6, 200, 1200)
            .Where(it =>
            {
                it.Original!["msdyn_amount"] = new Money(1000);
                it.Original["msdyn_amountmethod"] = new OptionSetValue((int)AmountMethod.FixedPrice);
            });

        Same(Codes(situation), "PINV1045");
    }

    [TestMethod]
    public void A_milestone_says_one_amount() => Same(Codes(Situation.OfAMilestone().Where(it => it.Detail["msdyn_amount"] = new Money(4999))), "PINV1032");

    [TestMethod]
    public void More_decimals_than_the_currency_has_are_not_billed()
    {
        Same(Codes(Situation.AddedByHand(BillingMethod.FixedPrice).Where(it => Fix(it, 100.005m))), "PINV1067");
        Same(Codes(Situation.OfAMilestone().Where(it => Fix(it, 100.005m))), "PINV1067");
    }

    [TestMethod]
    public void A_fixed_amount_that_is_missing_is_not_made_up()
    {
        Same(Codes(Situation.AddedByHand(BillingMethod.FixedPrice).Where(it => Fix(it, null))), "PINV1046");
        Same(Codes(Situation.OfAMilestone().Where(it => Fix(it, null))), "PINV1046");
    }

    private static void Fix(Situation it, decimal? amount)
    {
        it.Detail["msdyn_amountmethod"] = new OptionSetValue((int)AmountMethod.FixedPrice);
        it.Detail["msdyn_amount"] = amount is { } value ? new Money(value) : null;
    }

    private static string[] Codes(Situation situation) => [.. situation.Faults().Select(fault => fault.Substring(0, 8))];
}
