using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EndToEnd.Tests.Crashes;

/// <summary>A connector that takes every message and keeps it: what finance would have been told.</summary>
internal sealed class StoringConnector : IAsyncDisposable
{
    private readonly WebApplication application;

    private StoringConnector(WebApplication application) => this.application = application;

    public ConcurrentQueue<string> Messages { get; } = [];

    /// <summary>By name: the sandbox of plug-ins lets no IP literal through.</summary>
    public Uri Url => new UriBuilder(application.Urls.Single()) { Host = "localhost" }.Uri;

    public static async Task<StoringConnector> StartAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var connector = new StoringConnector(builder.Build());
        connector.application.MapPost(
            "/api/messages",
            async (HttpContext context) =>
            {
                using var reader = new StreamReader(context.Request.Body);
                var message = await reader.ReadToEndAsync(context.RequestAborted);
                connector.Messages.Enqueue(message);
                return Results.Json(
                    new { messageId = (string?)JsonNode.Parse(message)!["messageId"], status = "stored" },
                    statusCode: StatusCodes.Status202Accepted
                );
            }
        );
        await connector.application.StartAsync(cancellation);
        return connector;
    }

    public async ValueTask DisposeAsync() => await application.DisposeAsync();
}
