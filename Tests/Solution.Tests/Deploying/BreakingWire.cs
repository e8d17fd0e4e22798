using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Solution.Tests.Deploying;

/// <summary>
/// What lies between the command and the environment. It breaks once a certain request was carried out: the answer is lost and nothing comes through any more,
/// as when the command is killed at that moment.
/// </summary>
internal sealed class BreakingWire
{
    private readonly Lock gate = new();
    private (int Write, bool IsBehind)? moment;
    private int writes;
    private bool isBroken;

    /// <summary>Method and path of each request that came through; ids left out.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Done with a request that the wire breaks at, before it breaks.</summary>
    public Action? Breaking { get; set; }

    public void StandBefore(WebApplication host) => host.Use(HandleAsync);

    /// <summary>Breaks at a write from now, or at the request behind it; whole again by <see cref="Mend"/>.</summary>
    /// <param name="write">Which of the writes, from 1.</param>
    public void BreakAt(int write, bool isBehind) => Set((write, isBehind));

    public void Mend() => Set(null);

    public static bool IsWrite(string request) => !request.StartsWith("GET ", StringComparison.Ordinal);

    private void Set((int, bool)? wanted)
    {
        lock (gate)
        {
            moment = wanted;
            writes = 0;
            isBroken = false;
            Requests.Clear();
        }
    }

    /// <returns>Null where nothing comes through; else whether it breaks at this request.</returns>
    private bool? Passes(string request)
    {
        lock (gate)
        {
            if (isBroken)
            {
                return null;
            }

            Requests.Enqueue(request);
            var before = writes;
            writes += IsWrite(request) ? 1 : 0;
            isBroken = moment is { } wanted && (wanted.IsBehind ? before == wanted.Write : writes == wanted.Write);
            return isBroken;
        }
    }

    private async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        switch (Passes($"{context.Request.Method} {context.Request.Path.Value!.Split('/')[^1].Split('(')[0]}"))
        {
            case null:
                context.Abort();
                return;
            case false:
                await next(context);
                return;
            default:
                break;
        }

        await using var lost = new MemoryStream();
        context.Response.Body = lost;
        await next(context);
        Breaking?.Invoke();
        context.Abort();
    }
}
