using LocalDataverse.Registration;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Confirmation;

[TestClass]
internal sealed class When_two_confirm_at_once
{
    [TestMethod]
    public void The_one_that_comes_second_is_refused_behind_the_lock()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200);
        site.Organization.RegisterStep(
            new StepRegistration(Guid.NewGuid(), site.Organization.RegisterPluginType(typeof(ConfirmsFirst)), "Update", "invoice", PipelineStage.PreValidation)
            {
                Rank = 99,
                FilteringAttributes = ["msdyn_projectinvoicestatus"],
            }
        );

        Assert.StartsWith($"{ConfirmationErrors.AlreadyConfirmed.Code}: PF-1003: ", Refusal.Of(() => site.Confirm(invoice.Id)));

        Assert.AreEqual(2, site.MadeBy(invoice.Id).Count);
        Assert.AreEqual(1, site.All("pinv_integrationmessage").Count);
    }
}
