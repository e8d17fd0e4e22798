using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ProjectInvoice.Connector.Tests.Servers;

/// <summary>A real HTTP server on a free loopback port. Answers come from <see cref="Answer"/>, unless a fault was ordered for the request.</summary>
internal abstract class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<Recorded> requests = new();
    private readonly List<(Func<Recorded, bool> Applies, Func<Recorded, Reply> Reply, StrongBox Left)> faults = [];
    private readonly ConcurrentQueue<Exception> failures = new();
    private readonly CancellationTokenSource closing = new();

    protected ScriptedServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        application = builder.Build();
        application.Run(HandleAsync);
    }

    public string Url => application.Urls.Single();

    public IReadOnlyList<Recorded> Requests => [.. requests];

    /// <summary>Answers the next requests that apply with a fault.</summary>
    public void Fail(Func<Recorded, bool> applies, Reply reply, int times = 1) => Fail(applies, _ => reply, times);

    public void Fail(Func<Recorded, bool> applies, Func<Recorded, Reply> reply, int times = 1)
    {
        lock (faults)
        {
            faults.Add((applies, reply, new StrongBox { Value = times }));
        }
    }

    public void Heal()
    {
        lock (faults)
        {
            faults.Clear();
        }
    }

    public Task StartAsync() => application.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await application.DisposeAsync();
        closing.Dispose();
        GC.SuppressFinalize(this);
        if (failures.TryDequeue(out var failure))
        {
            throw new InvalidOperationException("The scripted server was asked something it does not know: " + failure.Message, failure);
        }
    }

    protected abstract Reply Answer(Recorded request);

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = new Recorded(
            context.Request.Method,
            context.Request.Path.Value ?? "",
            context.Request.QueryString.Value ?? "",
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()
        );
        requests.Enqueue(request);
        var reply = Fault(request) ?? AnswerOrFail(request);
        if (reply.Silent)
        {
            await Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(closing.Token, context.RequestAborted).Token)
                .ContinueWith(_ => { }, TaskScheduler.Default);
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (reply.Status == 204)
        {
            return;
        }

        context.Response.ContentType = reply.ContentType;
        var bytes = Encoding.UTF8.GetBytes(reply.Body);
        if (reply.Torn)
        {
            context.Response.ContentLength = bytes.Length + 10;
            await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await context.Response.Body.FlushAsync();
            context.Abort();
            return;
        }

        await context.Response.Body.WriteAsync(bytes);
    }

    private Reply AnswerOrFail(Recorded request)
    {
        try
        {
            var reply = Answer(request);
            reply.Headers.TryAdd("OData-Version", "4.0");
            return reply;
        }
        catch (Exception exception)
        {
            // A request that the script does not understand fails the test, whatever the connector makes of the answer.
            failures.Enqueue(exception);
            return new Reply(501);
        }
    }

    private Reply? Fault(Recorded request)
    {
        lock (faults)
        {
            foreach (var (applies, reply, left) in faults)
            {
                if (left.Value > 0 && applies(request))
                {
                    left.Value--;
                    return reply(request);
                }
            }
        }

        return null;
    }

    private sealed class StrongBox
    {
        public int Value { get; set; }
    }
}
