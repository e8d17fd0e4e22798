using InvoicePlugins.Dataverse.Tables;
using Plugins.Tests.Rules;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.Bugs;

[TestClass]
internal sealed class When_nobody_said_whether_a_detail_is_charged
{
    [TestMethod]
    public void A_detail_without_an_original_is_refused()
    {
        AreFaults(Uncharged(Situation.AddedByHand(BillingMethod.TimeAndMaterial)), ConfirmationErrors.NoBillingType);
        AreFaults(Uncharged(Situation.OfAMilestone()), ConfirmationErrors.NoBillingType);
    }

    [TestMethod]
    public void With_an_original_it_is_charged_like_that() => AreFaults(Uncharged(Situation.FromAnActual()));

    private static IEnumerable<string> Uncharged(Situation situation) => situation.Where(it => it.Detail["msdyn_billingtype"] = null).Faults();
}
