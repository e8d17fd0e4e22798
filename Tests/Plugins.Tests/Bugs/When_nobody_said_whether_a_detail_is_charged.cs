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
        Same(Codes(Situation.AddedByHand(BillingMethod.TimeAndMaterial)), "PINV1047");
        Same(Codes(Situation.OfAMilestone()), "PINV1047");
    }

    [TestMethod]
    public void With_an_original_it_is_charged_like_that() => Same(Codes(Situation.FromAnActual()));

    private static string[] Codes(Situation situation) =>
        [.. situation.Where(it => it.Detail["msdyn_billingtype"] = null).Faults().Select(fault => fault.Substring(0, 8))];
}
