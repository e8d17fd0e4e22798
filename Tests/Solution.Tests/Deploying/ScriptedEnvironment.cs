using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Solution.Deploy;

namespace Solution.Tests.Deploying;

/// <summary>An environment that signs everybody in, holds no solution, takes every import, and keeps what it was sent.</summary>
internal sealed class ScriptedEnvironment : IAsyncDisposable
{
    private readonly WebApplication application;

    private ScriptedEnvironment(WebApplication application)
    {
        this.application = application;
    }

    /// <summary>The body of the last import.</summary>
    public JsonObject? Import { get; private set; }

    public DeployOptions Options =>
        new()
        {
            Url = new Uri(application.Urls.Single()),
            TokenUrl = new Uri(application.Urls.Single() + "/token"),
            ClientId = "client",
            ClientSecret = "secret",
        };

    public static async Task<ScriptedEnvironment> Start()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var environment = new ScriptedEnvironment(builder.Build());
        environment.application.Run(environment.Answer);
        await environment.application.StartAsync();
        return environment;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        if (context.Request.Path.Value!.EndsWith("/ImportSolution", StringComparison.Ordinal))
        {
            Import = await JsonSerializer.DeserializeAsync<JsonObject>(context.Request.Body, cancellationToken: context.RequestAborted);
        }

        await context.Response.WriteAsJsonAsync(new { access_token = "token", value = Array.Empty<object>() }, context.RequestAborted);
    }
}
