using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace LocalDataverse.Tests.WebApi;

/// <summary>A signed-in client of the Web API, over real HTTP.</summary>
internal sealed class WebApiClient(HttpClient http) : IDisposable
{
    public HttpClient Http => http;

    /// <param name="trusted">The one certificate that is trusted; null: those of the machine.</param>
    public static WebApiClient SignedIn(string serviceRoot, string? token, X509Certificate2? trusted = null)
    {
        var http = new HttpClient(new SocketsHttpHandler { SslOptions = TrustIn(trusted) }) { BaseAddress = new Uri(serviceRoot) };
        if (token is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        http.DefaultRequestHeaders.Add("OData-MaxVersion", "4.0");
        http.DefaultRequestHeaders.Add("OData-Version", "4.0");
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        http.DefaultRequestHeaders.TryAddWithoutValidation("If-None-Match", "null");
        return new WebApiClient(http);
    }

    public async Task<Answer> Send(string method, string address, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        using var response = await http.SendAsync(request);
        return await Answer.Of(response);
    }

    public Task<Answer> Get(string address, params (string, string)[] headers) => Send("GET", address, null, headers);

    public Task<Answer> Post(string address, object body, params (string, string)[] headers) => Send("POST", address, body, headers);

    public Task<Answer> Patch(string address, object body, params (string, string)[] headers) => Send("PATCH", address, body, headers);

    public Task<Answer> Delete(string address, params (string, string)[] headers) => Send("DELETE", address, null, headers);

    /// <summary>Creates a row and gives its id.</summary>
    public async Task<Guid> Create(string set, object body)
    {
        var answer = await Post(set, body);
        Assert.AreEqual(HttpStatusCode.NoContent, answer.Status, answer.Text);
        return answer.EntityId;
    }

    public void Dispose() => http.Dispose();

    private static SslClientAuthenticationOptions TrustIn(X509Certificate2? certificate)
    {
        if (certificate is null)
        {
            return new SslClientAuthenticationOptions();
        }

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(certificate);
        return new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
    }
}
