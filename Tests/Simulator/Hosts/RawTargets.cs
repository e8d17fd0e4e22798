using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;

namespace Simulator.Hosts;

/// <summary>The address of a request as it was sent, with its escapes: a server of sockets tells it, the server in memory does not.</summary>
internal sealed class RawTargets : IStartupFilter
{
    public const string Header = "X-Simulator-Target";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        application =>
        {
            application.Use(
                async (context, following) =>
                {
                    if (context.Request.Headers[Header].ToString() is { Length: > 0 } target)
                    {
                        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
                        context.Request.Headers.Remove(Header);
                    }

                    // Sent whole, it is there whole, and can be read again.
                    var body = new MemoryStream();
                    await context.Request.Body.CopyToAsync(body);
                    body.Position = 0;
                    context.Request.Body = body;
                    await following(context);
                }
            );
            next(application);
        };
}
