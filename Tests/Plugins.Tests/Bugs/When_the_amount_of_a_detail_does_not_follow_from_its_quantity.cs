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

        AreFaults(situation.Faults(), ConfirmationErrors.AmountMethodNotEditable);
    }

    [TestMethod]
    public void A_milestone_says_one_amount() =>
        AreFaults(Situation.OfAMilestone().Where(it => it.Detail["msdyn_amount"] = new Money(4999)).Faults(), ConfirmationErrors.AmountUnexplained);

    [TestMethod]
    public void More_decimals_than_the_currency_has_are_not_billed()
    {
        AreFaults(Situation.AddedByHand(BillingMethod.FixedPrice).Where(it => Fix(it, 100.005m)).Faults(), FormErrors.TooManyDecimals);
        AreFaults(Situation.OfAMilestone().Where(it => Fix(it, 100.005m)).Faults(), FormErrors.TooManyDecimals);
    }

    [TestMethod]
    public void A_fixed_amount_that_is_missing_is_not_made_up()
    {
        AreFaults(Situation.AddedByHand(BillingMethod.FixedPrice).Where(it => Fix(it, null)).Faults(), ConfirmationErrors.NoAmount);
        AreFaults(Situation.OfAMilestone().Where(it => Fix(it, null)).Faults(), ConfirmationErrors.NoAmount);
    }

    private static void Fix(Situation it, decimal? amount)
    {
        it.Detail["msdyn_amountmethod"] = new OptionSetValue((int)AmountMethod.FixedPrice);
        it.Detail["msdyn_amount"] = amount is { } value ? new Money(value) : null;
    }
}
