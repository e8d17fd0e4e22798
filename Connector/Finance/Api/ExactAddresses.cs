using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Patterns;

namespace ProjectInvoice.Finance.Api;

/// <summary>
/// Gives an operation the names in its address as they were meant. The server leaves %2F in a path as it is, because a slash would divide it
/// (https://learn.microsoft.com/aspnet/core/fundamentals/servers/kestrel), so that a name with a slash is told from one with a percent sign only in the address
/// as it was sent.
/// </summary>
internal sealed class ExactAddresses(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (
            context.GetEndpoint() is RouteEndpoint { RoutePattern: var pattern }
            && Sent(context) is { } segments
            && segments.Length == pattern.PathSegments.Count
        )
        {
            foreach (var (segment, sent) in pattern.PathSegments.Zip(segments))
            {
                Restore(context, segment, sent);
            }
        }

        return next(context);
    }

    private static void Restore(HttpContext context, RoutePatternPathSegment segment, string sent)
    {
        var text = Uri.UnescapeDataString(sent);
        switch (segment.Parts)
        {
            case [RoutePatternParameterPart { IsCatchAll: false } parameter]:
                context.Request.RouteValues[parameter.Name] = text;
                break;
            case [RoutePatternLiteralPart before, RoutePatternParameterPart parameter, RoutePatternLiteralPart after]
                when text.Length >= before.Content.Length + after.Content.Length:
                context.Request.RouteValues[parameter.Name] = text[before.Content.Length..^after.Content.Length];
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// The parts of the path as they were sent; null for a request inside a batch, which has no address of its own, and for one without a percent sign.
    /// </summary>
    private static string[]? Sent(HttpContext context) =>
        context.Features.Get<IHttpRequestFeature>()?.RawTarget is ['/', .. var target]
        && target.Split('?')[0] is var path
        && path.Contains('%', StringComparison.Ordinal)
            ? path.TrimEnd('/').Split('/')
            : null;
}
