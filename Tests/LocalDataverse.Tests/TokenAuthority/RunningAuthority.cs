using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using TokenAuthority;

namespace LocalDataverse.Tests.TokenAuthority;

/// <summary>A started token authority on a free port, and a client that asks it for tokens.</summary>
internal sealed class RunningAuthority : IAsyncDisposable
{
    private readonly WebApplication application;

    private RunningAuthority(WebApplication application, TokenAuthorityOptions options)
    {
        this.application = application;
        Options = options;
        Http = new HttpClient { BaseAddress = new Uri(application.Urls.Single()) };
    }

    public TokenAuthorityOptions Options { get; }

    public HttpClient Http { get; }

    public string Url => Http.BaseAddress!.ToString().TrimEnd('/');

    public static async Task<RunningAuthority> Start(params TokenClient[] clients)
    {
        var options = new TokenAuthorityOptions { Clients = clients };
        var application = TokenAuthorityApplication.Build(options);
        await application.StartAsync();
        return new RunningAuthority(application, options);
    }

    public async Task<HttpResponseMessage> Ask(string clientId, string secret, string scope) =>
        await Http.PostAsync(
            "/connect/token",
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = clientId,
                    ["client_secret"] = secret,
                    ["scope"] = scope,
                }
            )
        );

    public async Task<string> Token(TokenClient client, string resourceUrl)
    {
        using var answer = await Ask(client.ClientId, client.Secret, resourceUrl + "/.default");
        answer.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        return body.RootElement.GetProperty("access_token").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await application.DisposeAsync();
    }
}
