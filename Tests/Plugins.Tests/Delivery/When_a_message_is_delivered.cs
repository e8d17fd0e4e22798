using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using InvoicePlugins.Dataverse.Tables;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Delivery;

[TestClass]
internal sealed class When_a_message_is_delivered
{
    private readonly Site site = Site.New();

    private IntegrationMessage Message => new(site.All("pinv_integrationmessage").Single());

    [TestMethod]
    public void The_connector_gets_the_header_signed()
    {
        using var connector = new LoopbackConnector();
        var invoice = ConfirmWith(connector.Url);

        site.Organization.RunAsyncOperations();

        var (headers, body, requestLine) = connector.Received.Single();
        Assert.AreEqual("POST /api/messages HTTP/1.1", requestLine);
        Assert.AreEqual("application/json; charset=utf-8", headers["Content-Type"]);
        Assert.AreEqual(
            $$"""{"messageId":"{{Message.Id:d}}","messageType":"InvoiceConfirmed","invoiceId":"{{invoice.Id:d}}","invoiceNumber":"PF-1003","organizationId":"{{site.Organization.OrganizationId:d}}","correlationId":"{{Message.CorrelationId}}"}""",
            Encoding.UTF8.GetString(body)
        );

        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(Installation.SigningSecret));
        var signed = Encoding.UTF8.GetBytes(headers["X-Pinv-Timestamp"] + ".").Concat(body).ToArray();
        var hash = hmac.ComputeHash(signed).Select(part => part.ToString("x2", CultureInfo.InvariantCulture));
        Assert.AreEqual("sha256=" + string.Concat(hash), headers["X-Pinv-Signature"]);
    }

    [TestMethod]
    public void Message_and_invoice_say_that_it_was_sent()
    {
        using var connector = new LoopbackConnector();
        var invoice = ConfirmWith(connector.Url);

        Assert.AreEqual(1, site.Organization.RunAsyncOperations().Succeeded);

        Assert.AreEqual(IntegrationMessageStatus.Sent, Message.Status);
        Assert.AreEqual(1, Message.Attempts);
        Assert.IsNotNull(Message.Entity["pinv_senton"]);
        Assert.AreEqual(FinanceStatus.Sent, new Invoice(site.Read("invoice", invoice.Id)).FinanceStatus);
    }

    [TestMethod]
    public void A_refusal_leaves_it_pending_with_the_answer()
    {
        using var connector = new LoopbackConnector { Status = 409, Answer = "Stored with other content" };
        var invoice = ConfirmWith(connector.Url);

        var run = site.Organization.RunAsyncOperations();

        Assert.AreEqual(4, run.Runs, "Retry gives four runs.");
        Assert.AreEqual(IntegrationMessageStatus.Pending, Message.Status);
        Assert.AreEqual(4, Message.Attempts);
        Assert.StartsWith(
            $"{DeliveryErrors.Refused.Code}: Invoice PF-1003: The connector at " + connector.Url + " answered 409 Stored with other content",
            (string)Message.Entity["pinv_lasterror"]
        );
        Assert.AreEqual(FinanceStatus.NotSent, new Invoice(site.Read("invoice", invoice.Id)).FinanceStatus);
    }

    [TestMethod]
    [DataRow(200, """{"messageId":"{0}","status":"known"}""", "application/json")]
    [DataRow(202, """{"messageId":"{0}","status":"stored","since":1}""", "application/json; charset=utf-8")]
    public void The_connector_s_own_word_counts(int status, string answer, string contentType)
    {
        using var connector = new LoopbackConnector
        {
            Status = status,
            Answer = answer,
            ContentType = contentType,
        };
        ConfirmWith(connector.Url);

        site.Organization.RunAsyncOperations();

        Assert.AreEqual(IntegrationMessageStatus.Sent, Message.Status);
    }

    [TestMethod]
    [DataRow(200, "<html><body>Sign in</body></html>", "text/html")]
    [DataRow(200, """{"messageId":"{0}","status":"known"}""", "text/html")]
    [DataRow(200, "", "application/json")]
    [DataRow(200, "[]", "application/json")]
    [DataRow(200, "null", "application/json")]
    [DataRow(200, "{}", "application/json")]
    [DataRow(204, "", "application/json")]
    [DataRow(201, """{"messageId":"{0}","status":"stored"}""", "application/json")]
    [DataRow(202, """{"messageId":"{0}","status":"known"}""", "application/json")]
    [DataRow(202, """{"messageId":"{0}","status":"later"}""", "application/json")]
    [DataRow(202, """{"messageId":"00000000-0000-0000-0000-000000000001","status":"stored"}""", "application/json")]
    [DataRow(202, """{"status":"stored"}""", "application/json")]
    public void No_other_answer_is_an_acknowledgement(int status, string answer, string contentType)
    {
        using var connector = new LoopbackConnector
        {
            Status = status,
            Answer = answer,
            ContentType = contentType,
        };
        var invoice = ConfirmWith(connector.Url);

        site.Organization.RunAsyncOperations();

        Assert.AreEqual(IntegrationMessageStatus.Pending, Message.Status);
        Assert.StartsWith(
            $"{DeliveryErrors.NotAcknowledged.Code}: Invoice PF-1003: The answer {status} of {connector.Url} does not say that the message is stored",
            (string)Message.Entity["pinv_lasterror"]
        );
        Assert.AreEqual(FinanceStatus.NotSent, new Invoice(site.Read("invoice", invoice.Id)).FinanceStatus);
    }

    [TestMethod]
    [DataRow(302)]
    [DataRow(307)]
    [DataRow(308)]
    public void A_redirect_is_not_followed(int status)
    {
        using var other = new LoopbackConnector();
        using var connector = new LoopbackConnector { Status = status, Location = other.Url + "/api/messages" };
        ConfirmWith(connector.Url);

        site.Organization.RunAsyncOperations();

        Assert.AreEqual(0, other.Received.Count);
        Assert.AreEqual(IntegrationMessageStatus.Pending, Message.Status);
        Assert.StartsWith(
            $"{DeliveryErrors.Refused.Code}: Invoice PF-1003: The connector at {connector.Url} answered {status}",
            (string)Message.Entity["pinv_lasterror"]
        );
    }

    [TestMethod]
    [DataRow(" ", false)]
    [DataRow("short", true)]
    [DataRow("0123456789012345678901234567890                                ", true)]
    public void Nothing_is_signed_with_a_secret_that_can_be_guessed(string secret, bool isShort)
    {
        using var connector = new LoopbackConnector();
        var step = InvoicePlugins.Delivery.DeliverMessage.Steps.Single().Id;
        var administrator = site.Organization.CreateService(site.Organization.AdministratorId);
        administrator.Update(
            new Microsoft.Xrm.Sdk.Entity("sdkmessageprocessingstep", step)
            {
                ["sdkmessageprocessingstepsecureconfigid"] = new Microsoft.Xrm.Sdk.EntityReference(
                    "sdkmessageprocessingstepsecureconfig",
                    administrator.Create(new Microsoft.Xrm.Sdk.Entity("sdkmessageprocessingstepsecureconfig") { ["secureconfig"] = secret })
                ),
            }
        );
        ConfirmWith(connector.Url);

        site.Organization.RunAsyncOperations();

        Assert.AreEqual(0, connector.Received.Count);
        Assert.StartsWith((isShort ? DeliveryErrors.SecretTooShort : DeliveryErrors.NoSecret).Code, (string)Message.Entity["pinv_lasterror"]);
    }

    [TestMethod]
    public void A_connector_that_is_down_loses_nothing()
    {
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var url = "http://localhost:" + ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        ConfirmWith(url);

        site.Organization.RunAsyncOperations();

        Assert.AreEqual(IntegrationMessageStatus.Pending, Message.Status);
        Assert.StartsWith($"{DeliveryErrors.NotReachable.Code}: ", (string)Message.Entity["pinv_lasterror"]);
    }

    [TestMethod]
    public void Without_a_connector_it_waits_to_be_fetched()
    {
        site.Draft().With(8, 200).Confirm();

        Assert.AreEqual(1, site.Organization.RunAsyncOperations().Succeeded);

        Assert.AreEqual(IntegrationMessageStatus.Pending, Message.Status);
        Assert.AreEqual(0, Message.Attempts);
    }

    [TestMethod]
    public void What_the_connector_has_fetched_is_not_sent_again()
    {
        using var connector = new LoopbackConnector();
        ConfirmWith(connector.Url);
        site.Connector.Update(
            new Microsoft.Xrm.Sdk.Entity("pinv_integrationmessage", Message.Id)
            {
                ["pinv_status"] = new Microsoft.Xrm.Sdk.OptionSetValue((int)IntegrationMessageStatus.Sent),
            }
        );

        Assert.AreEqual(1, site.Organization.RunAsyncOperations().Succeeded);

        Assert.AreEqual(0, connector.Received.Count);
    }

    private DraftInvoice ConfirmWith(string url)
    {
        site.Organization.SetEnvironmentVariable("pinv_ConnectorUrl", url);
        return site.Draft("PF-1003").With(8, 200).Confirm();
    }
}
