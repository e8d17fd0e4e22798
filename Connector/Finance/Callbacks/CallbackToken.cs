using System.Text.Json;

namespace Finance.Callbacks;

/// <summary>Finance's own access token for the callback address, kept until shortly before it expires.</summary>
internal sealed class CallbackToken(HttpClient http, TimeProvider clock)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private string? _token;
    private DateTimeOffset _expires;

    /// <exception cref="HttpRequestException">The sign-in failed; the text never holds the secret.</exception>
    public async Task<string?> GetAsync(CallbackOptions options, CancellationToken cancellation)
    {
        if (options.TokenUrl is null || options.ClientId is null)
        {
            return null;
        }

        if (_token is not null && clock.GetUtcNow() < _expires)
        {
            return _token;
        }

        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = options.ClientId,
            ["client_secret"] = options.ClientSecret ?? string.Empty,
            ["scope"] = options.Scope ?? string.Empty,
        });
        using var response = await http.PostAsync(new Uri(options.TokenUrl), form, cancellation);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"PINV4406: sign-in of {options.ClientId}: The token endpoint answered {(int)response.StatusCode}. Check Callback:ClientId, Callback:ClientSecret and Callback:Scope.");
        }

        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellation));
        _token = json.RootElement.GetProperty("access_token").GetString();
        var seconds = json.RootElement.TryGetProperty("expires_in", out var lifetime) ? lifetime.GetInt32() : 60;
        _expires = clock.GetUtcNow() + TimeSpan.FromSeconds(seconds) - Margin;
        return _token;
    }

    /// <summary>Forgets the token, after it was refused.</summary>
    public void Forget() => _token = null;
}
