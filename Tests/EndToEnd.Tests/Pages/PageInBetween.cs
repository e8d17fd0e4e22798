using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace EndToEnd.Tests.Pages;

/// <summary>
/// What stands in front of a host and answers in its place for a while: from the given request on, as long as it is told to. Where it is behind the host, the
/// request is done first and only its answer is lost.
/// </summary>
internal sealed class PageInBetween(
    string name,
    Func<HttpRequest, bool> applies,
    int firstRequest,
    TimeSpan duration,
    (int Status, string Type) page,
    bool isBehind,
    TimeProvider clock
)
{
    private readonly Lock gate = new();
    private int requests;
    private long? since;
    private int served;

    /// <summary>How many requests had the page for an answer.</summary>
    public int Served => Volatile.Read(ref served);

    public void StandBefore(WebApplication host) => host.Use(HandleAsync);

    public override string ToString() =>
        $"{name}: {page.Status} {page.Type} from request {firstRequest} on{(isBehind ? ", after it was done" : "")}, {Served} times";

    private async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        if (!applies(context.Request) || !IsUp())
        {
            await next(context);
            return;
        }

        Interlocked.Increment(ref served);
        if (isBehind)
        {
            await DoAsync(context, next);
        }

        context.Response.StatusCode = page.Status;
        if (page.Type.Length > 0)
        {
            context.Response.ContentType = page.Type;
            await context.Response.WriteAsync("<html><body>Sign in</body></html>");
        }
    }

    private bool IsUp()
    {
        lock (gate)
        {
            if (++requests >= firstRequest)
            {
                since ??= clock.GetTimestamp();
            }

            return since is { } start && clock.GetElapsedTime(start) < duration;
        }
    }

    private static async Task DoAsync(HttpContext context, RequestDelegate next)
    {
        var answer = context.Response.Body;
        await using var lost = new MemoryStream();
        context.Response.Body = lost;
        await next(context);
        await context.Response.BodyWriter.FlushAsync();
        context.Response.Body = answer;
        context.Response.Headers.Clear();
    }
}
