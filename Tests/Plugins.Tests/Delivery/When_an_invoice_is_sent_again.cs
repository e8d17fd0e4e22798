using InvoicePlugins.Dataverse.Tables;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Delivery;

[TestClass]
internal sealed class When_an_invoice_is_sent_again
{
    private readonly Site site = Site.New();

    [TestMethod]
    public void A_sent_message_is_pending_again_and_keeps_when_it_was_sent()
    {
        using var connector = new LoopbackConnector();
        site.Organization.SetEnvironmentVariable("pinv_ConnectorUrl", connector.Url);
        var invoice = site.Draft().With(8, 200).Confirm();
        site.Organization.RunAsyncOperations();
        var sentOn = site.All("pinv_integrationmessage").Single()["pinv_senton"];

        Resend(site.Connector, invoice.Id);
        site.Organization.RunAsyncOperations();

        var message = site.All("pinv_integrationmessage").Single();
        Assert.AreEqual(IntegrationMessageStatus.Pending, new IntegrationMessage(message).Status);
        Assert.AreEqual(sentOn, message["pinv_senton"]);
        Assert.AreEqual(1, connector.Received.Count, "The connector fetches it: a push would be a message that it knows.");
    }

    [TestMethod]
    public void Administrators_may_do_it()
    {
        var administrator = Guid.NewGuid();
        site.Organization.RegisterUser(new UserRegistration(administrator, "Administrator", ["Project Invoice Administrator"]));
        var invoice = site.Draft().With(8, 200).Confirm();

        Resend(site.Organization.CreateService(administrator), invoice.Id);
    }

    [TestMethod]
    public void System_administrators_may_too()
    {
        var invoice = site.Draft().With(8, 200).Confirm();

        Resend(site.Organization.CreateService(site.Organization.AdministratorId), invoice.Id);
    }

    [TestMethod]
    public void Nobody_else_may()
    {
        var invoice = site.Draft().With(8, 200).Confirm();

        site.Expect(DeliveryErrors.NotAdministrator, () => Resend(site.Manager, invoice.Id));
    }

    [TestMethod]
    public void What_was_not_confirmed_cannot_be_sent()
    {
        var invoice = site.Draft().With(8, 200);

        site.Expect(DeliveryErrors.NoMessage, () => Resend(site.Connector, invoice.Id));
    }

    private static void Resend(IOrganizationService service, Guid invoice) =>
        service.Execute(new OrganizationRequest("pinv_ResendInvoice") { ["Target"] = new EntityReference("invoice", invoice) });
}
