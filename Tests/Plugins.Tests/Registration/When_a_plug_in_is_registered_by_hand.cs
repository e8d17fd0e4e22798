using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;
using PipelineStage = LocalDataverse.Registration.PipelineStage;

namespace Plugins.Tests.Registration;

[TestClass]
internal sealed class When_a_plug_in_is_registered_by_hand
{
    private readonly Site site = Site.New();

    [TestMethod]
    public void It_refuses_to_run_where_it_does_not_belong()
    {
        site.Organization.RegisterStep(new StepRegistration(Guid.NewGuid(), TypeOf("ConfirmInvoice"), "Update", "account", PipelineStage.PostOperation));

        site.Expect(PluginErrors.RegisteredWrongly, () => site.Manager.Update(new Entity("account", site.Customer.Id) { ["name"] = "another" }));
    }

    [TestMethod]
    public void It_refuses_to_run_without_its_images()
    {
        var invoice = site.Draft();
        site.Organization.RegisterStep(new StepRegistration(Guid.NewGuid(), TypeOf("ProtectInvoice"), "Update", "invoice", PipelineStage.PreValidation));

        site.Expect(PluginErrors.ImageMissing, () => site.Manager.Update(new Entity("invoice", invoice.Id) { ["name"] = "another" }));
    }

    private static Guid TypeOf(string name) => InvoicePlugins.Registration.All.Single(type => type.FriendlyName == name).Id;
}
