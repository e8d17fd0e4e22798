using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace ModelDrivenShell;

/// <summary>Passes calls of the Web API on, with the sign-in of the user.</summary>
internal sealed class DataverseForwarder(ShellOptions options, Sessions sessions, IHttpForwarder forwarder)
{
    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromMinutes(5) };

    public async Task ForwardAsync(HttpContext context)
    {
        if (sessions.Of(context) is not { } session)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        await forwarder.SendAsync(context, options.Dataverse.ToString(), session.User.Dataverse, Config, Transform.Instance);
    }

    // The cookie is between the browser and the shell.
    private sealed class Transform : HttpTransformer
    {
        public static Transform Instance { get; } = new();

        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext,
            HttpRequestMessage proxyRequest,
            string destinationPrefix,
            CancellationToken cancellationToken
        )
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            proxyRequest.Headers.Host = null;
            proxyRequest.Headers.Remove("Cookie");
            proxyRequest.Headers.Remove("Origin");
        }
    }
}
