using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using LocalEnvironment.Errors;

namespace LocalEnvironment.SignIn;

/// <summary>Signs each request in by OAuth client credentials; one token serves until the host no longer takes it.</summary>
internal sealed class SignedInHandler(Uri tokenEndpoint, Persona persona, Uri resource) : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private string? token;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? await SignInAsync(cancellationToken));
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            token = null;
        }

        return response;
    }

    protected override void Dispose(bool disposing)
    {
        gate.Dispose();
        base.Dispose(disposing);
    }

    private async Task<string> SignInAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (token is not null)
            {
                return token;
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, tokenEndpoint)
            {
                Content = new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["grant_type"] = "client_credentials",
                        ["client_id"] = persona.ClientId.ToString("d"),
                        ["client_secret"] = persona.Secret,
                        ["scope"] = $"{resource.ToString().TrimEnd('/')}/.default",
                    }
                ),
            };
            using var response = await base.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsStringAsync(cancellation);
            if (!response.IsSuccessStatusCode)
            {
                throw new RunException(RunErrors.SignInRefused.For(persona.Name, resource, (int)response.StatusCode));
            }

            token = JsonNode.Parse(body)!["access_token"]!.GetValue<string>();
            return token;
        }
        finally
        {
            gate.Release();
        }
    }
}
