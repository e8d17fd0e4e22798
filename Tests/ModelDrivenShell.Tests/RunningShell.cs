using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using WireMock.Server;

namespace ModelDrivenShell.Tests;

/// <summary>The shell before a scripted environment, and a browser's cookies.</summary>
internal sealed class RunningShell : IAsyncDisposable
{
    private readonly WebApplication host;
    private readonly HttpMessageInvoker manager = SignedInAs("manager");
    private readonly HttpMessageInvoker administrator = SignedInAs("administrator");

    private RunningShell(WireMockServer dataverse, Func<HttpMessageInvoker, HttpMessageInvoker, WebApplication> build)
    {
        Dataverse = dataverse;
        host = build(manager, administrator);
    }

    public WireMockServer Dataverse { get; }

    public HttpClient Browser { get; private set; } = null!;

    public static async Task<RunningShell> StartAsync(CancellationToken cancellation)
    {
        var dataverse = WireMockServer.Start();
        var shell = new RunningShell(
            dataverse,
            (manager, administrator) =>
                ShellApplication.Build(
                    new ShellOptions
                    {
                        Url = new Uri("http://127.0.0.1:0"),
                        Dataverse = new Uri(dataverse.Url!),
                        Users = [new ShellUser("Manager", manager), new ShellUser("Administrator", administrator)],
                    }
                )
        );
        await shell.host.StartAsync(cancellation);
        var address = shell.host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        shell.Browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(address) };
        return shell;
    }

    public Task<HttpResponseMessage> SignInAsync(string user, CancellationToken cancellation) =>
        PostAsync("/sign-in", new { user, language = 1043 }, OriginOfShell, cancellation);

    /// <summary>As a page of this origin does it.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, object body, string? origin, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await Browser.SendAsync(request, cancellation);
    }

    public string OriginOfShell => Browser.BaseAddress!.GetLeftPart(UriPartial.Authority);

    public async ValueTask DisposeAsync()
    {
        Browser?.Dispose();
        await host.DisposeAsync();
        manager.Dispose();
        administrator.Dispose();
        Dataverse.Dispose();
    }

    private static HttpMessageInvoker SignedInAs(string name) => new(new SignedIn(name));

    private sealed class SignedIn(string name) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"token of the {name}");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
