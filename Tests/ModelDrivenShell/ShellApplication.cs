using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ModelDrivenShell;

/// <summary>
/// A small model-driven app on loopback, for looking at what a solution brings and for tests in a browser. The browser gets pages, scripts and a cookie; the
/// calls to Dataverse are passed on with the sign-in of whoever the cookie stands for.
/// </summary>
public static class ShellApplication
{
    /// <summary>Makes the host; the caller starts it.</summary>
    public static WebApplication Build(ShellOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!options.Url.IsLoopback)
        {
            throw new ArgumentException("The shell signs in whoever asks: it listens on loopback only.", nameof(options));
        }

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(ShellApplication).Assembly.GetName().Name });
        builder.WebHost.UseUrls(options.Url.ToString());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // A name of somebody else's that leads to loopback is not served.
        builder.Services.AddHostFiltering(filter => filter.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
        builder.Services.AddHttpForwarder();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<Sessions>();
        builder.Services.AddSingleton<DataverseForwarder>();
        builder.Services.AddSingleton<WebResources>();
        var application = builder.Build();
        application.UseHostFiltering();
        application.Use(SameOrigin.CheckAsync);
        PageFiles.Map(application);
        SignInEndpoints.Map(application);
        application.Map("/api/data/{**path}", (HttpContext context, DataverseForwarder forwarder) => forwarder.ForwardAsync(context));
        application.MapGet("/WebResources/{**name}", (string name, HttpContext context, WebResources resources) => resources.GetAsync(name, context));
        return application;
    }
}
