using InvoicePlugins.Dataverse.Tables;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Chunks;

[TestClass]
internal sealed class When_a_large_confirmation_begins_deep_within_others
{
    [TestMethod]
    public void It_ends_within_the_depth_that_the_platform_allows_and_leaves_the_message_to_the_connector()
    {
        var site = Site.New().Limit(20, 40);
        site.Organization.SetEnvironmentVariable("pinv_ConnectorUrl", "https://connector.example");
        var invoice = site.Draft();
        for (var quantity = 1; quantity <= 12; quantity++)
        {
            invoice.With(quantity, 100);
        }

        // As deep as a bulk confirmation begins it: an operation, a job of its, and the update.
        var type = site.Organization.RegisterPluginType(typeof(ConfirmsInTheEnd));
        site.Organization.RegisterStep(new StepRegistration(Guid.NewGuid(), type, "Update", "account", PipelineStage.PostOperation));
        site.Organization.RegisterStep(new StepRegistration(Guid.NewGuid(), type, "Update", "pricelevel", PipelineStage.PostOperation));
        ConfirmsInTheEnd.Next = new()
        {
            ["account"] = new Entity("pricelevel", site.PriceList.Id) { ["name"] = "Premium" },
            ["pricelevel"] = new Entity("invoice", invoice.Id) { [Invoice.StatusColumn] = new OptionSetValue((int)ProjectInvoiceStatus.Confirmed) },
        };
        site.Manager.Update(new Entity("account", site.Customer.Id) { ["name"] = "Coho" });
        var jobs = site.RunJobs();

        Assert.AreEqual(0, jobs.Failed);
        Assert.AreEqual(ConfirmationStatus.Complete, site.Header(invoice.Id).ConfirmationStatus);
        var message = new IntegrationMessage(site.All("pinv_integrationmessage").Single());
        Assert.AreEqual(IntegrationMessageStatus.Pending, message.Status);
        Assert.AreEqual(0, message.Attempts);
    }
}
