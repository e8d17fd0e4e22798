using System.Globalization;
using System.Net;
using System.Text.Json;

namespace ProjectInvoice.ServiceDefaults.Http;

/// <summary>
/// What an answer has to be before it counts: the expected status, JSON, and what was sent told back. Proxies, gateways and sign-in pages answer 200 too.
/// </summary>
public static class Acknowledgement
{
    /// <summary>Why an answer is not what the other program itself would say, in words for a log; null where nothing speaks against it.</summary>
    /// <param name="mediaType">Its media type, without parameters.</param>
    /// <param name="hasBody">Whether it has a body.</param>
    /// <param name="expected">The statuses that say yes.</param>
    public static string? Doubt(HttpStatusCode status, string? mediaType, bool hasBody, params ReadOnlySpan<HttpStatusCode> expected)
    {
        if (!expected.Contains(status))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{(int)status} where {Words(expected)} was expected");
        }

        if (status == HttpStatusCode.NoContent)
        {
            return hasBody ? "204 with a body" : null;
        }

        return hasBody && IsJson(mediaType)
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{(int)status} with {Described(mediaType, hasBody)} in place of JSON");
    }

    /// <summary>Whether a media type is one of JSON.</summary>
    /// <param name="mediaType">The media type, without parameters.</param>
    public static bool IsJson(string? mediaType) =>
        string.Equals(mediaType, "application/json", StringComparison.OrdinalIgnoreCase)
        || mediaType?.EndsWith("+json", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>What of a JSON answer is not what was sent; null where all of it is told back.</summary>
    /// <param name="sent">The properties that have to be told back, with the values that were sent: an id, a whole number or one of several texts.</param>
    public static string? Missing(JsonElement answer, params ReadOnlySpan<(string Name, object Value)> sent)
    {
        if (answer.ValueKind != JsonValueKind.Object)
        {
            return "it is no JSON object";
        }

        foreach (var (name, value) in sent)
        {
            if (!answer.TryGetProperty(name, out var told) || !IsSame(told, value))
            {
                return $"it does not tell {name} back";
            }
        }

        return null;
    }

    private static bool IsSame(JsonElement told, object value) =>
        value switch
        {
            Guid id => told.ValueKind == JsonValueKind.String && told.TryGetGuid(out var given) && given == id,
            int number => told.ValueKind == JsonValueKind.Number && told.TryGetInt32(out var given) && given == number,
            string[] texts => told.ValueKind == JsonValueKind.String && texts.Contains(told.GetString(), StringComparer.Ordinal),
            _ => throw new ArgumentException($"A value of {value.GetType().Name} is not told back.", nameof(value)),
        };

    private static string Described(string? mediaType, bool hasBody) =>
        !hasBody ? "nothing"
        : string.IsNullOrEmpty(mediaType) ? "something unnamed"
        : mediaType;

    private static string Words(ReadOnlySpan<HttpStatusCode> expected)
    {
        var texts = new string[expected.Length];
        for (var index = 0; index < expected.Length; index++)
        {
            texts[index] = ((int)expected[index]).ToString(CultureInfo.InvariantCulture);
        }

        return string.Join(" or ", texts);
    }
}
