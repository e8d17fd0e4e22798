using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Outbox;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Work;

[TestClass]
public sealed class When_a_posting_is_sent_again
{
    [TestMethod]
    public async Task An_administrator_sends_what_was_acknowledged_already()
    {
        await using var connector = await RememberingConnector.StartAsync();
        await using var host = await StartAsync(connector);
        await new TestInvoice("PF-1").Milestone("m", 5000m).PostAsync(host);
        await Waiting.UntilAsync(async () => (await PartAsync(host, "PF-1"))?.Status == "Sent");
        var part = (await PartAsync(host, "PF-1"))!;
        var path = $"/api/outbox/{part.EventId}/send";
        (await host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, path, null)).Refused(403, ApiErrors.RoleMissing);
        Assert.AreEqual(1, (int)(await host.SendAsync("Finance.Administrator", HttpMethod.Post, path, null)).Ok().Json["parts"]!);
        await connector.WaitForAsync(parts => parts.Count == 2);
        Assert.AreEqual(connector.Received.First().ToJsonString(), connector.Received.Last().ToJsonString());
        (await host.SendAsync("Finance.Administrator", HttpMethod.Post, $"/api/outbox/{Guid.Empty}/send", null)).Refused(404, OutboxErrors.UnknownPosting);
    }

    [TestMethod]
    public async Task The_connector_asks_for_all_postings_of_a_proposal()
    {
        const string Proposal = "10+7 'Ä' & 5";
        await using var connector = await RememberingConnector.StartAsync();
        await using var host = await StartAsync(connector);
        await new TestInvoice(Proposal).Milestone("m", 5000m).PostAsync(host);
        await new TestInvoice("PF-2").Milestone("n", 5000m).PostAsync(host);
        await connector.WaitForAsync(parts => parts.Count == 2);
        var path = $"/api/outbox/send?record={Uri.EscapeDataString(Proposal)}";

        (await host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, path, null)).Refused(403, ApiErrors.RoleMissing);
        Assert.AreEqual(1, (int)(await host.SendAsync("Finance.Integration", HttpMethod.Post, path, null)).Ok().Json["parts"]!);
        (await host.SendAsync("Finance.Integration", HttpMethod.Post, "/api/outbox/send?record=PF-3", null)).Refused(404, OutboxErrors.UnknownPosting);

        await connector.WaitForAsync(parts => parts.Count == 3);
        Assert.HasCount(2, connector.Received.Where(part => (string?)part["proposal"] == Proposal));
        await Waiting.UntilAsync(async () => (await PostingAsync(host, Proposal)).Sent == 1);
    }

    [TestMethod]
    public async Task Each_posting_tells_how_far_the_connector_was_told()
    {
        await using var connector = await RememberingConnector.StartAsync();
        connector.Refuse = _ => Results.Json(new { error = new { message = "Not now." } }, statusCode: 503);
        await using var host = await StartAsync(connector);
        await new TestInvoice("PF-1").Milestone("m", 5000m).PostAsync(host);
        await new TestInvoice("PF-2").Milestone("n", 5000m).PostAsync(host);
        await Waiting.UntilAsync(async () => (await PostingAsync(host, "PF-1")).LastError is not null);

        var posting = await PostingAsync(host, "PF-1");
        Assert.AreEqual((1, 0, true), (posting.Parts, posting.Sent, posting.HasNext));
        StringAssert.Contains(posting.LastError, "Not now.");
        Assert.HasCount(2, (await host.GetAsync("/api/outbox/postings?record=PF-1&record=PF-2&record=PF-3")).Ok().Json.AsArray());

        connector.Refuse = _ => null;
        await Waiting.UntilAsync(async () => (await PostingAsync(host, "PF-1")).Sent == 1);
        Assert.AreEqual((1, false), ((await PostingAsync(host, "PF-1")).Sent, (await PostingAsync(host, "PF-1")).HasNext));
    }

    [TestMethod]
    public async Task Each_part_tells_what_it_met()
    {
        await using var connector = await RememberingConnector.StartAsync();
        connector.Refuse = part =>
            (string?)part["proposal"] == "PF-1" ? Results.Json(new { error = new { message = "PF-1 is not wanted." } }, statusCode: 400) : null;
        await using var host = await StartAsync(connector);
        await new TestInvoice("PF-1").Milestone("m", 5000m).PostAsync(host);
        await new TestInvoice("PF-2").Milestone("n", 5000m).PostAsync(host);
        await Waiting.UntilAsync(async () => (await PartAsync(host, "PF-2"))?.Status == "Sent" && (await PartAsync(host, "PF-1"))?.LastError is not null);
        StringAssert.Contains((await PartAsync(host, "PF-1"))!.LastError, "PF-1 is not wanted.");
        Assert.IsNull((await PartAsync(host, "PF-2"))!.LastError);
    }

    [TestMethod]
    public async Task The_first_part_that_arrives_after_an_outage_hurries_the_others()
    {
        await using var connector = await RememberingConnector.StartAsync();
        connector.Refuse = _ => Results.StatusCode(503);
        await using var host = await StartAsync(connector);
        await new TestInvoice("PF-1").Milestone("m", 5000m).PostAsync(host);
        await new TestInvoice("PF-2").Milestone("n", 5000m).PostAsync(host);
        await Waiting.UntilAsync(async () => (await PartAsync(host, "PF-1"))?.LastError is not null && (await PartAsync(host, "PF-2"))?.LastError is not null);

        // As after a long outage: the second is due tomorrow.
        var tomorrow = host.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.AddDays(1);
        await using (var session = await host.Services.GetRequiredService<FinanceDatabase>().BeginAsync(CancellationToken.None))
        {
            await session
                .Context.Set<CallbackPart>()
                .Where(part => part.Record == "PF-2")
                .ExecuteUpdateAsync(update => update.SetProperty(part => part.NextAttempt, tomorrow));
            await session.CommitAsync(CancellationToken.None);
        }

        connector.Refuse = _ => null;
        await Waiting.UntilAsync(async () => (await PartAsync(host, "PF-2"))?.Status == "Sent");
    }

    private static async Task<FinanceHost> StartAsync(RememberingConnector connector)
    {
        var host = await FinanceHost.StartAsync(connector.Arguments);
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        return host;
    }

    private static async Task<Posting> PostingAsync(FinanceHost host, string record) =>
        (await host.GetAsync($"/api/outbox/postings?record={Uri.EscapeDataString(record)}"))
            .Ok()
            .Json.AsArray()
            .Select(posting => new Posting((int)posting!["parts"]!, (int)posting["sent"]!, posting["nextAttempt"] is not null, (string?)posting["lastError"]))
            .Single();

    private static async Task<Part?> PartAsync(FinanceHost host, string record) =>
        (await host.GetAsync($"/api/outbox/parts?record={record}"))
            .Ok()
            .Json.AsArray()
            .Select(part => new Part((Guid)part!["eventId"]!, (string)part["status"]!, (string?)part["lastError"]))
            .SingleOrDefault();

    private sealed record Posting(int Parts, int Sent, bool HasNext, string? LastError);

    private sealed record Part(Guid EventId, string Status, string? LastError);
}
