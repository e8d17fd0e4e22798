using System.Text;
using InvoicePlugins.Dataverse.Tables;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Delivery;
using Plugins.Tests.Environment;
using Wire;

namespace Plugins.Tests.Wire;

/// <summary>The plug-ins send what the contract says, and take what it says for an answer.</summary>
[TestClass]
internal sealed class When_the_plug_ins_write_to_the_connector
{
    private static readonly Guid Administrator = new("c0000000-0000-4000-8000-000000000009");

    private readonly Site site = Site.New();

    [TestMethod]
    public void Messages_are_as_the_contract_says()
    {
        using var connector = new LoopbackConnector();
        site.Organization.RegisterUser(new UserRegistration(Administrator, "Administrator", ["Project Invoice Administrator"]));
        site.Organization.SetEnvironmentVariable("pinv_ConnectorUrl", connector.Url);
        var invoice = site.Draft("PF-1003").With(8, 200).Confirm();
        site.Organization.RunAsyncOperations();
        var request = new OrganizationRequest("pinv_WithdrawInvoice")
        {
            ["Target"] = new EntityReference("invoice", invoice.Id),
            ["Reason"] = "The rate was wrong",
        };
        site.Organization.CreateService(Administrator).Execute(request);
        site.Organization.RunAsyncOperations();

        var sent = connector.Received.ConvertAll(message => Encoding.UTF8.GetString(message.Body));
        Assert.HasCount(2, sent);
        Assert.Contains("InvoiceConfirmed", sent[0]);
        Assert.Contains("InvoiceWithdrawn", sent[1]);
        foreach (var message in sent)
        {
            Assert.AreEqual("", string.Join("\n", WireContract.Faults("message", message)), message);
        }
    }

    [TestMethod]
    [DataRow(202, "stored")]
    [DataRow(200, "known")]
    public void An_acknowledgement_of_the_contract_is_taken(int status, string word)
    {
        using var connector = new LoopbackConnector { Status = status, Answer = $$"""{"messageId":"{0}","status":"{{word}}"}""" };
        site.Organization.SetEnvironmentVariable("pinv_ConnectorUrl", connector.Url);
        site.Draft("PF-1003").With(8, 200).Confirm();
        site.Organization.RunAsyncOperations();

        var message = new IntegrationMessage(site.All("pinv_integrationmessage").Single());
        var answer = connector.Answer.Replace("{0}", message.Id.ToString("d"));
        Assert.AreEqual("", string.Join("\n", WireContract.Faults("message-acknowledgement", answer)), answer);
        Assert.AreEqual(IntegrationMessageStatus.Sent, message.Status);
    }
}
