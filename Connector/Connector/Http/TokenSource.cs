using Newtonsoft.Json.Linq;
using RestSharp;

namespace Connector.Http;

/// <summary>Access tokens by client credentials, kept until shortly before they expire.</summary>
public sealed class TokenSource : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);
    private readonly RemoteOptions options;
    private readonly TimeProvider time;
    private readonly RestClient client;
    private readonly SemaphoreSlim gate = new(1, 1);
    private string? token;
    private DateTimeOffset validUntil;

    /// <summary>Creates the source for one side.</summary>
    /// <param name="options">The side.</param>
    /// <param name="time">The clock that expiry is measured with.</param>
    public TokenSource(RemoteOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        this.time = time;
        client = new RestClient(new RestClientOptions { Timeout = options.Timeout, FollowRedirects = false });
    }

    /// <summary>A token that is valid for a while yet.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    /// <exception cref="ConnectorException">PINV3012: the sign-in was refused; PINV3013: the token endpoint did not answer.</exception>
    public async Task<string> GetAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (token is null || time.GetUtcNow() >= validUntil)
            {
                await RequestAsync(cancellation);
            }

            return token!;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Drops a token that the side no longer accepts.</summary>
    /// <param name="refused">The token that was refused.</param>
    public void Forget(string refused)
    {
        if (token == refused)
        {
            validUntil = DateTimeOffset.MinValue;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        client.Dispose();
        gate.Dispose();
    }

    private async Task RequestAsync(CancellationToken cancellation)
    {
        var request = new RestRequest(options.TokenUrl, Method.Post)
            .AddParameter("grant_type", "client_credentials", ParameterType.GetOrPost)
            .AddParameter("client_id", options.ClientId, ParameterType.GetOrPost)
            .AddParameter("client_secret", options.ClientSecret, ParameterType.GetOrPost)
            .AddParameter("scope", options.Scope, ParameterType.GetOrPost);
        var response = await client.ExecuteAsync(request, cancellation);
        cancellation.ThrowIfCancellationRequested();
        var status = (int)response.StatusCode;
        if (status is 0 or 408 or 429 or >= 500)
        {
            throw new ConnectorException(
                "PINV3013", $"Sign-in to {options.Name}", status == 0 ? "the token endpoint did not answer" : $"the token endpoint answered {status}",
                "It is tried again by itself; check TokenUrl if it stays", FailureKind.Transient, response.ErrorException);
        }

        if (!response.IsSuccessful || Body(response) is not { } body || (string?)body["access_token"] is not { Length: > 0 } received)
        {
            throw new ConnectorException(
                "PINV3012", $"Sign-in to {options.Name}", $"the token endpoint answered {status} {(string?)Body(response)?["error"]}".TrimEnd(),
                "Check ClientId, ClientSecret and Scope", FailureKind.Configuration);
        }

        token = received;
        var lifetime = TimeSpan.FromSeconds((int?)body["expires_in"] ?? 300);
        validUntil = time.GetUtcNow() + (lifetime > 2 * Margin ? lifetime - Margin : lifetime / 2);
    }

    private static JObject? Body(RestResponse response)
    {
        try
        {
            return NewtonsoftSerializer.Parse(response.Content ?? "") as JObject;
        }
        catch (Newtonsoft.Json.JsonException)
        {
            return null;
        }
    }
}
