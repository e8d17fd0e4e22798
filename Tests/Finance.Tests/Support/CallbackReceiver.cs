using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>Takes callbacks over HTTP as the connector does, and fails as often as it is told to.</summary>
internal sealed class CallbackReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private int failures;
    private Task answersAfter = Task.CompletedTask;

    private CallbackReceiver(WebApplication app) => this.app = app;

    public ConcurrentQueue<JsonNode> Received { get; } = new();

    public ConcurrentQueue<string?> Authorizations { get; } = new();

    public ConcurrentQueue<string?> TraceParents { get; } = new();

    /// <summary>What is answered in place of the connector's own answer, first come, first served; nothing is taken then.</summary>
    public ConcurrentQueue<Func<JsonNode, IResult>> Instead { get; } = new();

    /// <summary>What a token endpoint at <c>/oauth2/token</c> answers, where finance is told to sign in there.</summary>
    public string TokenAnswer { get; set; } = string.Empty;

    public int Refused { get; private set; }

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <param name="failures">How many callbacks are refused before the first is taken.</param>
    /// <param name="answersAfter">What the sender has to wait for; null: nothing.</param>
    public static async Task<CallbackReceiver> StartAsync(int failures = 0, Task? answersAfter = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var receiver = new CallbackReceiver(builder.Build()) { failures = failures, answersAfter = answersAfter ?? Task.CompletedTask };
        receiver.app.MapPost("/api/postings", receiver.TakeAsync);
        receiver.app.MapGet("/api/postings/highest", (Guid source) => Results.Json(NumbersTold.Of(receiver.Received, source)));
        receiver.app.MapPost("/oauth2/token", () => Results.Text(receiver.TokenAnswer, "application/json"));
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until so many parts have arrived; a process boundary lies between.</summary>
    public async Task<List<JsonNode>> WaitForAsync(int count)
    {
        await Waiting.UntilAsync(() => Task.FromResult(Received.Count >= count));
        return [.. Received];
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        TraceParents.Enqueue(request.Headers.TraceParent);
        Authorizations.Enqueue(request.Headers.Authorization);
        var body = await JsonNode.ParseAsync(request.Body);
        if (failures > 0)
        {
            failures--;
            Refused++;
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        if (Instead.TryDequeue(out var answer))
        {
            return answer(body!);
        }

        Received.Enqueue(body!);
        await answersAfter;
        return Results.Json(
            new
            {
                eventId = (string?)body!["eventId"],
                part = (int)body["part"]!,
                lines = body["lines"]!.AsArray().Count,
                status = "stored",
            },
            statusCode: StatusCodes.Status202Accepted
        );
    }
}
