using System.Globalization;
using System.Text.Json;

namespace ProjectInvoice.ServiceDefaults.Tokens;

/// <summary>A token as an endpoint issued it.</summary>
/// <param name="Value">The token.</param>
/// <param name="Lifetime">How long it is valid from when it was asked for.</param>
public sealed record AccessToken(string Value, TimeSpan Lifetime)
{
    // RFC 6749, 5.1: where an endpoint names no lifetime, the client has to know it by other means.
    private static readonly TimeSpan Unnamed = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Reads the answer of a token endpoint; null where it issues no bearer token.</summary>
    /// <param name="now">The present, for an endpoint that names a point in time only.</param>
    public static AccessToken? Read(JsonElement answer, DateTimeOffset now)
    {
        if (answer.ValueKind != JsonValueKind.Object || Text(answer, "access_token") is not { } value || !IsToken(value))
        {
            return null;
        }

        return Text(answer, "token_type") is { } type && !type.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? null
            : new AccessToken(value, LifetimeOf(answer, now));
    }

    /// <summary>Says that there is a token, and not which.</summary>
    public override string ToString() => $"a token for {Lifetime}";

    private static TimeSpan LifetimeOf(JsonElement answer, DateTimeOffset now)
    {
        var seconds = Number(answer, "expires_in") ?? (Number(answer, "expires_on") is { } at ? at - now.ToUnixTimeSeconds() : Unnamed.TotalSeconds);
        return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));
    }

    // Entra's v1.0 endpoint writes numbers as text.
    private static double? Number(JsonElement answer, string name)
    {
        if (!answer.TryGetProperty(name, out var value))
        {
            return null;
        }

        var text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString(),
            _ => null,
        };
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    private static string? Text(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // RFC 6750, 2.1: what a bearer token is made of. Anything else would break the header it travels in.
    private static bool IsToken(string value) =>
        value.Length > 0 && value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' or '~' or '+' or '/' or '=');
}
