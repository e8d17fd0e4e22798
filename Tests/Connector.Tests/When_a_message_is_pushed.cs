using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Connector.Api;
using ProjectInvoice.Connector.Inbox;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_a_message_is_pushed
{
    [TestMethod]
    public async Task It_is_stored_before_it_is_answered()
    {
        await using var situation = await Situation.StartedAsync();
        var invoice = Guid.NewGuid();

        var answer = await situation.PushAsync(Situation.Message(invoice));

        Assert.AreEqual(202, answer.Status);
        var stored = await situation.ReadAsync(context => context.Messages.SingleAsync());
        Assert.AreEqual(invoice, stored.InvoiceId);
        Assert.AreEqual("PF-1003", stored.InvoiceNumber);
    }

    [TestMethod]
    public async Task The_same_again_is_known_and_changes_nothing()
    {
        await using var situation = await Situation.StartedAsync();
        var message = Situation.Message(Guid.NewGuid());
        await situation.PushAsync(message);

        var answer = await situation.PushAsync(message);

        Assert.AreEqual(200, answer.Status);
        Assert.AreEqual(1, await situation.ReadAsync(context => context.Messages.CountAsync()));
    }

    [TestMethod]
    [DataRow("invoiceId", "11111111-2222-3333-4444-555555555555")]
    [DataRow("invoiceNumber", "PF-1004")]
    [DataRow("correlationId", "11111111-2222-3333-4444-555555555555")]
    [DataRow("organizationId", "11111111-2222-3333-4444-555555555555")]
    public async Task The_same_id_with_other_content_is_refused(string property, string value)
    {
        await using var situation = await Situation.StartedAsync();
        var message = Situation.Message(Guid.NewGuid());
        await situation.PushAsync(message);
        message[property] = value;

        var answer = await situation.PushAsync(message);

        Assert.AreEqual(409, answer.Status);
        Assert.AreEqual(InboxErrors.Contradicts.Code, (string?)answer.Body["error"]!["code"]);
    }

    [TestMethod]
    public async Task Another_secret_is_refused()
    {
        await using var situation = await Situation.StartedAsync();

        var answer = await situation.PushAsync(Situation.Message(Guid.NewGuid()), secret: "another");

        Assert.AreEqual(401, answer.Status);
        Assert.AreEqual(InboxErrors.NotSigned.Code, (string?)answer.Body["error"]!["code"]);
        Assert.AreEqual(0, await situation.ReadAsync(context => context.Messages.CountAsync()));
    }

    [TestMethod]
    public async Task A_body_changed_by_one_byte_is_refused()
    {
        await using var situation = await Situation.StartedAsync();
        var body = Encoding.UTF8.GetBytes(Situation.Message(Guid.NewGuid()).ToString(Newtonsoft.Json.Formatting.None));

        var answer = await situation.PushAsync(body, sent: [.. body, (byte)' ']);

        Assert.AreEqual(401, answer.Status);
    }

    [TestMethod]
    [DataRow(310)]
    [DataRow(-310)]
    public async Task A_timestamp_outside_the_window_is_refused(int seconds)
    {
        await using var situation = await Situation.StartedAsync();

        var answer = await situation.PushAsync(Situation.Message(Guid.NewGuid()), age: TimeSpan.FromSeconds(seconds));

        Assert.AreEqual(401, answer.Status);
        Assert.AreEqual(InboxErrors.OutsideWindow.Code, (string?)answer.Body["error"]!["code"]);
    }

    [TestMethod]
    [DataRow("not json")]
    [DataRow("[]")]
    [DataRow("{}")]
    [DataRow("{\"messageId\":\"x\"}")]
    public async Task A_body_that_is_no_message_is_refused(string body)
    {
        await using var situation = await Situation.StartedAsync();

        var answer = await situation.PushAsync(Encoding.UTF8.GetBytes(body));

        Assert.AreEqual(400, answer.Status);
        Assert.AreEqual(InboxErrors.NoJson.Code, (string?)answer.Body["error"]!["code"]);
    }

    [TestMethod]
    public async Task A_timestamp_outside_the_window_is_refused_before_the_body_has_come()
    {
        await using var situation = await Situation.StartedAsync();
        var address = new Uri(situation.Url);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = client.GetStream();
        var head =
            $"POST /api/messages HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\nContent-Length: 1024\r\n"
            + $"X-Pinv-Timestamp: 1000000000\r\nX-Pinv-Signature: sha256={new string('0', 64)}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));

        using var reader = new StreamReader(stream, Encoding.ASCII);
        var status = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(2));

        Assert.AreEqual("HTTP/1.1 401 Unauthorized", status);
    }

    [TestMethod]
    public async Task Too_many_of_one_address_within_a_minute_are_refused_until_it_is_over()
    {
        await using var situation = await Situation.CreateAsync();
        situation.Set("Messages:PerMinute", "3");
        await situation.StartAsync();
        var statuses = new List<int>();
        for (var count = 0; count < 4; count++)
        {
            var answer = await situation.PushAsync(Situation.Message(Guid.NewGuid()));
            statuses.Add(answer.Status);
            Assert.AreEqual(count < 3 ? null : ApiErrors.TooMany.Code, (string?)answer.Body["error"]?["code"]);
        }

        CollectionAssert.AreEqual(new[] { 202, 202, 202, 429 }, statuses);
        Assert.AreEqual(200, (await situation.GetAsync("/api/status", Authority.AdministratorClient)).Status, "nobody else waits for it");
    }

    [TestMethod]
    public async Task Ten_at_once_are_stored_once()
    {
        await using var situation = await Situation.StartedAsync();
        var message = Situation.Message(Guid.NewGuid());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => situation.PushAsync(message)));

        Assert.AreEqual(1, answers.Count(answer => answer.Status == 202));
        Assert.AreEqual(9, answers.Count(answer => answer.Status == 200));
    }
}
