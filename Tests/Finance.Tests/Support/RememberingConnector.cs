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

/// <summary>
/// The connector's side of the contract about postings, written from its text: stores parts, says so, and remembers the highest numbers that it was told.
/// </summary>
internal sealed class RememberingConnector : IAsyncDisposable
{
    private readonly WebApplication app;

    private RememberingConnector(WebApplication app) => this.app = app;

    public ConcurrentQueue<JsonNode> Received { get; } = new();

    /// <summary>For each question for the highest numbers, whether it was asked again after a first answer.</summary>
    public ConcurrentQueue<bool> Asked { get; } = new();

    /// <summary>What is answered instead to the question for the highest numbers; null: the answer.</summary>
    public Func<IResult>? Instead { get; set; }

    /// <summary>What is answered instead to a part; null where it is taken.</summary>
    public Func<JsonNode, IResult?> Refuse { get; set; } = _ => null;

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public string[] Arguments
    {
        get
        {
            FinanceHost.RegisterResource(Url);
            return
            [
                $"--Callback:Url={Url}",
                "--Callback:KeepsNumbers=true",
                "--Callback:ClientId=Connector.Posting",
                FinanceHost.SecretArgument,
                $"--Callback:Scope={Url}/.default",
            ];
        }
    }

    public static async Task<RememberingConnector> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var connector = new RememberingConnector(builder.Build());
        connector.app.MapPost("/api/postings", connector.TakeAsync);
        connector.app.MapGet(
            "/api/postings/highest",
            (Guid source, bool? again) =>
            {
                connector.Asked.Enqueue(again == true);
                return connector.Instead?.Invoke() ?? Results.Json(NumbersTold.Of(connector.Received, source));
            }
        );
        await connector.app.StartAsync();
        return connector;
    }

    public Task WaitForAsync(Func<IReadOnlyList<JsonNode>, bool> condition) => Waiting.UntilAsync(() => Task.FromResult(condition([.. Received])));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        var body = (await JsonNode.ParseAsync(request.Body))!;
        if (Refuse(body) is { } refusal)
        {
            return refusal;
        }

        Received.Enqueue(body);
        return Results.Json(
            new
            {
                eventId = (string)body["eventId"]!,
                part = (int)body["part"]!,
                lines = body["lines"]!.AsArray().Count,
                status = "stored",
            },
            statusCode: StatusCodes.Status202Accepted
        );
    }
}
