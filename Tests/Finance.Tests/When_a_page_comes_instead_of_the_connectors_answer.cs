using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Outbox;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests;

/// <summary>Only the connector's own answer, with event, part and lines told back, says that a part was stored.</summary>
[TestClass]
public sealed class When_a_page_comes_instead_of_the_connectors_answer
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    public static IEnumerable<(string Name, Func<JsonNode, IResult> Answer)> Pages =>
        [
            ("a sign-in page", _ => Results.Text("<html>Sign in</html>", "text/html", statusCode: 200)),
            ("a page that says accepted", _ => Results.Text("<html>Accepted</html>", "text/html", statusCode: 202)),
            ("nothing", _ => Results.StatusCode(202)),
            ("no content", _ => Results.StatusCode(204)),
            ("another yes", part => Results.Json(Echo(part), statusCode: 201)),
            ("an empty object", _ => Results.Json(new { })),
            ("a list", _ => Results.Json(Array.Empty<int>())),
            ("no JSON", _ => Results.Text("stored", "application/json")),
            ("another event", part => Results.Json(Echo(part, eventId: Guid.NewGuid().ToString()))),
            ("another part", part => Results.Json(Echo(part, number: 2))),
            ("fewer lines", part => Results.Json(Echo(part, lines: 0))),
            ("another state", part => Results.Json(Echo(part, status: "ignored"))),
            ("the page of an error", _ => Results.Text("<html>Not found</html>", "text/html", statusCode: 404)),
        ];

    [TestMethod]
    public async Task It_is_kept_and_sent_again_until_the_connector_answers()
    {
        var clock = new MovableClock();
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await FinanceHost.StartOnAsync(
            database,
            services => services.AddSingleton<TimeProvider>(clock),
            $"--Callback:Url={receiver.Url}"
        );
        foreach (var (_, answer) in Pages)
        {
            receiver.Instead.Enqueue(answer);
        }

        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Milestone("m", 50m).PostAsync(host);
        await Waiting.UntilAsync(async () => (await PartAsync(host)).LastError is not null);
        var sender = host.Services.GetRequiredService<CallbackSender>();
        foreach (var (name, _) in Pages.Skip(1))
        {
            var attempts = (await PartAsync(host)).Attempts;
            clock.Move(LongestWait);
            await sender.SendPendingAsync(CancellationToken.None);
            await Waiting.UntilAsync(async () => (await PartAsync(host)).Attempts > attempts);
            Assert.AreEqual(CallbackStatus.Pending, (await PartAsync(host)).Status, name);
        }

        Assert.IsEmpty(receiver.Received);
        clock.Move(LongestWait);
        await sender.SendPendingAsync(CancellationToken.None);
        await Waiting.UntilAsync(async () => (await PartAsync(host)).Status == CallbackStatus.Sent);
        Assert.HasCount(1, receiver.Received);
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow(302)]
    [DataRow(307)]
    [DataRow(308)]
    public async Task It_is_not_sent_where_an_answer_points_to(int status)
    {
        await using var elsewhere = await CallbackReceiver.StartAsync();
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var host = await FinanceHost.StartAsync($"--Callback:Url={receiver.Url}");
        receiver.Instead.Enqueue(_ => Results.Redirect($"{elsewhere.Url}/api/postings", permanent: status == 308, preserveMethod: status != 302));
        (await host.SetupAsync(FinanceSample.Setup())).Ok();

        await new TestInvoice("PF-1").Milestone("m", 50m).PostAsync(host);
        await receiver.WaitForAsync(1);

        Assert.IsEmpty(elsewhere.Received);
    }

    [TestMethod]
    [DataRow("""{"token_type":"Bearer","expires_in":"3599","ext_expires_in":"3599","expires_on":"1795345199","access_token":"issued"}""")]
    [DataRow("""{"token_type":"Bearer","expires_in":3599.0,"access_token":"issued"}""")]
    [DataRow("""{"token_type":"Bearer","access_token":"issued"}""")]
    public async Task Any_way_to_write_how_long_a_token_lives_will_do(string answer)
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        receiver.TokenAnswer = answer;
        await using var host = await FinanceHost.StartAsync(
            $"--Callback:Url={receiver.Url}",
            $"--Callback:TokenUrl={receiver.Url}/oauth2/token",
            "--Callback:ClientId=finance",
            "--Callback:ClientSecret=a secret of this test, long enough for finance"
        );
        (await host.SetupAsync(FinanceSample.Setup())).Ok();

        await new TestInvoice("PF-1").Milestone("m", 50m).PostAsync(host);
        await receiver.WaitForAsync(1);

        Assert.AreEqual("Bearer issued", receiver.Authorizations.Single());
    }

    [TestMethod]
    public async Task A_role_that_is_given_after_a_refusal_counts_at_the_next_attempt()
    {
        var clock = new MovableClock();
        await using var receiver = await CallbackReceiver.StartAsync();
        receiver.TokenAnswer = """{"token_type":"Bearer","expires_in":3599,"access_token":"without-role"}""";
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await FinanceHost.StartOnAsync(
            database,
            services => services.AddSingleton<TimeProvider>(clock),
            $"--Callback:Url={receiver.Url}",
            $"--Callback:TokenUrl={receiver.Url}/oauth2/token",
            "--Callback:ClientId=finance",
            "--Callback:ClientSecret=a secret of this test, long enough for finance"
        );
        receiver.Instead.Enqueue(_ =>
        {
            receiver.TokenAnswer = """{"token_type":"Bearer","expires_in":3599,"access_token":"with-role"}""";
            return Results.StatusCode(403);
        });
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Milestone("m", 50m).PostAsync(host);
        await Waiting.UntilAsync(async () => (await PartAsync(host)).LastError is not null);

        clock.Move(TimeSpan.FromMinutes(20));
        await host.Services.GetRequiredService<CallbackSender>().SendPendingAsync(CancellationToken.None);

        await receiver.WaitForAsync(1);
        CollectionAssert.AreEqual(new[] { "Bearer without-role", "Bearer with-role" }, receiver.Authorizations.ToArray());
    }

    [TestMethod]
    public async Task What_a_clock_that_was_set_back_holds_is_sent()
    {
        var clock = new MovableClock();
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await FinanceHost.StartOnAsync(
            database,
            services => services.AddSingleton<TimeProvider>(clock),
            $"--Callback:Url={receiver.Url}"
        );
        receiver.Instead.Enqueue(_ => Results.StatusCode(503));
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Milestone("m", 50m).PostAsync(host);
        await Waiting.UntilAsync(async () => (await PartAsync(host)).LastError is not null);

        clock.Move(-TimeSpan.FromDays(300));
        await host.Services.GetRequiredService<CallbackSender>().SendPendingAsync(CancellationToken.None);

        Assert.HasCount(1, await receiver.WaitForAsync(1));
    }

    private static object Echo(JsonNode part, string? eventId = null, int? number = null, int? lines = null, string status = "stored") =>
        new
        {
            eventId = eventId ?? (string?)part["eventId"],
            part = number ?? (int)part["part"]!,
            lines = lines ?? part["lines"]!.AsArray().Count,
            status,
        };

    private static async Task<CallbackPart> PartAsync(FinanceHost host)
    {
        await using var context = await host.Services.GetRequiredService<FinanceDatabase>().ReadAsync(CancellationToken.None);
        return await context.Set<CallbackPart>().SingleAsync();
    }
}
