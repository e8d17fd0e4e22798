using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ProjectInvoice.ServiceDefaults.Http;

namespace ProjectInvoice.ServiceDefaults.Tokens;

/// <summary>
/// Access tokens by client credentials (RFC 6749, 4.4), kept until shortly before they expire. A clock that is set makes none of them live longer.
/// </summary>
public sealed partial class TokenClient : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    private readonly HttpClient http;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim gate = new(1, 1);
    private ClientCredentials? owner;
    private AccessToken? token;
    private long issued;

    /// <summary>Creates the client.</summary>
    /// <param name="http">The way out; a client over <see cref="OutboundHandler"/>. It is disposed of with this.</param>
    /// <param name="time">The clock that expiry is measured with.</param>
    public TokenClient(HttpClient http, TimeProvider time)
    {
        this.http = http;
        this.time = time;
    }

    /// <summary>A token that is valid for a while yet.</summary>
    /// <param name="credentials">Whose token. Others than the last ones have a token of their own issued.</param>
    /// <exception cref="TokenException">There is none.</exception>
    public async Task<string> GetAsync(ClientCredentials credentials, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (token is null || owner != credentials || time.GetElapsedTime(issued) >= Kept(token.Lifetime))
            {
                var asked = time.GetTimestamp();
                token = await RequestAsync(credentials, cancellation).ConfigureAwait(false);
                (owner, issued) = (credentials, asked);
            }

            return token.Value;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Drops a token that is no longer accepted; a newer one is kept.</summary>
    /// <param name="refused">The token that was refused.</param>
    public void Forget(string refused)
    {
        if (token?.Value == refused)
        {
            token = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        gate.Dispose();
    }

    private static TimeSpan Kept(TimeSpan lifetime) => lifetime > 2 * Margin ? lifetime - Margin : lifetime / 2;

    private async Task<AccessToken> RequestAsync(ClientCredentials credentials, CancellationToken cancellation)
    {
        using var form = new FormUrlEncodedContent(Form(credentials));
        using var response = await AnswerAsync(credentials, form, cancellation).ConfigureAwait(false);
        var body = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        var json = Parse(body);
        if (Acknowledgement.Doubt(response.StatusCode, response.Content.Headers.ContentType?.MediaType, body.Length > 0, HttpStatusCode.OK) is { } doubt)
        {
            throw Failure(credentials, response, json, doubt);
        }

        return json is { } answer && AccessToken.Read(answer, time.GetUtcNow()) is { } token
            ? token
            : throw new TokenException(TokenFailure.Unavailable, "the token endpoint answered 200 with JSON that holds no bearer token");
    }

    private async Task<HttpResponseMessage> AnswerAsync(ClientCredentials credentials, HttpContent form, CancellationToken cancellation)
    {
        try
        {
            return await http.PostAsync(credentials.TokenUrl, form, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new TokenException(TokenFailure.Unavailable, "the token endpoint did not answer", exception);
        }
    }

    private static Dictionary<string, string> Form(ClientCredentials credentials)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = credentials.ClientId,
            ["client_secret"] = credentials.ClientSecret,
        };
        form.Add(credentials.TakesResource ? "resource" : "scope", credentials.TakesResource ? credentials.Resource : credentials.Scope);
        return form;
    }

    private static TokenException Failure(ClientCredentials credentials, HttpResponseMessage response, JsonElement? json, string doubt)
    {
        var status = (int)response.StatusCode;
        if (json is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String)
        {
            var code = error.GetString()!;
            var kind = status is 408 or 429 or >= 500 || code is "temporarily_unavailable" or "server_error" ? TokenFailure.Unavailable : TokenFailure.Refused;
            return new TokenException(
                kind,
                string.Create(CultureInfo.InvariantCulture, $"the token endpoint answered {status} {Named(credentials, code, body)}").TrimEnd()
            );
        }

        return response.Headers.Location is { } location && status is >= 300 and < 400
            ? new TokenException(
                TokenFailure.Unavailable,
                string.Create(CultureInfo.InvariantCulture, $"the token endpoint answered {status} and points to {HostOf(location)}, where nothing is sent")
            )
            : new TokenException(TokenFailure.Unavailable, $"the token endpoint answered {doubt}");
    }

    // The description may hold anything; of it only the number under which Entra explains the error is told.
    private static string Named(ClientCredentials credentials, string code, JsonElement body)
    {
        var description = body.TryGetProperty("error_description", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
        var known = ErrorCode().IsMatch(code) && code != credentials.ClientSecret ? code : "";
        return $"{known} {EntraCode().Match(description).Value}".Trim();
    }

    private static string HostOf(Uri location) => location.IsAbsoluteUri ? location.Host : "another page of its own";

    private static JsonElement? Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("^[a-z_]{1,50}$", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorCode();

    [GeneratedRegex("AADSTS[0-9]{4,9}", RegexOptions.CultureInvariant)]
    private static partial Regex EntraCode();
}
