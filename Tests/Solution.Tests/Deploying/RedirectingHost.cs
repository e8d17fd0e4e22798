using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Solution.Tests.Deploying;

/// <summary>A host that sends every request on to another address of its own, method and body included, and counts.</summary>
internal sealed class RedirectingHost : IAsyncDisposable
{
    private readonly WebApplication application;
    private int requests;

    private RedirectingHost(WebApplication application)
    {
        this.application = application;
    }

    public int Requests => Volatile.Read(ref requests);

    public Uri Address => new(application.Urls.Single());

    public static async Task<RedirectingHost> Start()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var host = new RedirectingHost(builder.Build());
        host.application.Run(context =>
        {
            Interlocked.Increment(ref host.requests);
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });
        await host.application.StartAsync();
        return host;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
