using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Solution.Deploy;

namespace Solution.Tests.Deploying;

/// <summary>
/// An environment that answers as the documentation of Dataverse and reports of its users say, and as a test wants: it signs everybody in, holds what it is
/// told to hold, runs imports as jobs, and keeps what it was sent.
/// </summary>
internal sealed class ScriptedEnvironment : IAsyncDisposable
{
    /// <summary>What Dataverse answers while another solution is being installed.</summary>
    public static readonly ScriptedAnswer Locked = ScriptedAnswer.Error(
        429,
        "0x80071151",
        "Cannot start another [Import] because there is a previous [Import] running at this moment. Use Solution History for more details."
    );

    private static readonly JsonSerializerOptions NamesAsTheyAre = new();

    private readonly WebApplication application;
    private int tokens;

    private ScriptedEnvironment(WebApplication application)
    {
        this.application = application;
    }

    /// <summary>The body of the last import.</summary>
    public JsonObject? Import { get; private set; }

    /// <summary>Method and path of each request but those for tokens.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Answers by the last segment of the path, each given once before the usual one.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<ScriptedAnswer>> Script { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows of the table solution.</summary>
    public ConcurrentBag<object> Solutions { get; } = [];

    /// <summary>States of the job, one for each time that it is asked after; it has succeeded when none is left.</summary>
    public ConcurrentQueue<object> JobStates { get; } = new();

    /// <summary>Column data of the import job.</summary>
    public string? Log { get; set; }

    public int Tokens => Volatile.Read(ref tokens);

    public ImpatientClock Clock { get; } = new();

    public ConcurrentQueue<string> Lines { get; } = new();

    public DeployOptions Options =>
        new()
        {
            Url = new Uri(application.Urls.Single()),
            TokenUrl = new Uri(application.Urls.Single() + "/token"),
            ClientId = "client",
            ClientSecret = "secret",
            Clock = Clock,
            Progress = new LineProgress(Lines),
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

    /// <summary>Gives an answer once, to the next request whose path ends so.</summary>
    public void Once(string segment, ScriptedAnswer answer) => Script.GetOrAdd(segment, _ => new ConcurrentQueue<ScriptedAnswer>()).Enqueue(answer);

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var segment = context.Request.Path.Value!.Split('/')[^1].Split('(')[0];
        if (segment == "token")
        {
            var number = Interlocked.Increment(ref tokens);
            await context.Response.WriteAsJsonAsync(new { access_token = $"token-{number}" }, context.RequestAborted);
            return;
        }

        Requests.Enqueue($"{context.Request.Method} {segment}");
        var body =
            context.Request.Method == "POST"
                ? await JsonSerializer.DeserializeAsync<JsonObject>(context.Request.Body, cancellationToken: context.RequestAborted)
                : null;
        var answer = Script.TryGetValue(segment, out var scripted) && scripted.TryDequeue(out var next) ? next : Usual(segment, body);
        context.Response.StatusCode = answer.Status;
        if (answer.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        await context.Response.WriteAsJsonAsync(answer.Body, NamesAsTheyAre, context.RequestAborted);
    }

    private ScriptedAnswer Usual(string segment, JsonObject? body)
    {
        switch (segment)
        {
            case "ImportSolutionAsync":
                Import = body;
                return ScriptedAnswer.Ok(new { ImportJobKey = (string?)body!["ImportJobId"], AsyncOperationId = Guid.NewGuid() });
            case "DeleteAndPromoteAsync":
                return ScriptedAnswer.Ok(new { AsyncOperationId = Guid.NewGuid() });
            case "asyncoperations":
                return ScriptedAnswer.Ok(JobStates.TryDequeue(out var state) ? state : new { statecode = 3, statuscode = 30 });
            case "importjobs":
                return ScriptedAnswer.Ok(new { value = new[] { new { progress = 42.5, data = Log } } });
            case "solutions":
                return ScriptedAnswer.Ok(new { value = Solutions });
            default:
                return ScriptedAnswer.Ok(new { value = Array.Empty<object>() });
        }
    }
}
