using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Http;

namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>
/// What an error answer of finance says. Its outer code and message say nothing: the reason stands in the inner error, after <c>Infolog:</c>,
/// among entries that only repeat which method failed.
/// </summary>
/// <param name="Reason">The reason in words; empty where the answer gives none.</param>
/// <param name="Code">A PINV code at the reason's start; null where finance gives none.</param>
/// <param name="Kind">What the reason says of a repetition.</param>
internal sealed partial record FinanceError(string Reason, string? Code, FinanceErrorKind Kind)
{
    /// <summary>Reads an error answer.</summary>
    /// <param name="status">The HTTP status. 400 and 500 are both seen for one and the same refusal, so it decides only where there is no reason.</param>
    /// <param name="content">The body.</param>
    /// <param name="profile">By which texts finance says that a row is there, or was changed by somebody else.</param>
    /// <param name="isPage">Whether the body is a page for people.</param>
    public static FinanceError Read(int status, string? content, FinanceProfile profile, bool isPage = false)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (Messages(content) is not var (outer, inner))
        {
            return new FinanceError("", null, KindOfFormless(status, isPage));
        }

        var start = inner.IndexOf("Infolog:", StringComparison.OrdinalIgnoreCase);
        var reason =
            start >= 0 ? Entries(inner[(start + "Infolog:".Length)..])
            : inner.Length > 0 ? inner
            : outer;
        var code = PinvCode().Match(reason) is { Success: true } match ? match.Value : null;
        return new FinanceError(reason, code, KindOf(status, reason, code, start >= 0 || code is not null, profile));
    }

    private static FinanceErrorKind KindOf(int status, string reason, string? code, bool hasInfolog, FinanceProfile profile)
    {
        if (status == 401 || (code is not null && FinanceCodes.SignIn.Contains(code)))
        {
            return FinanceErrorKind.SignIn;
        }

        if (code is not null && FinanceCodes.Passing.Contains(code))
        {
            return FinanceErrorKind.Transient;
        }

        if (ContainsAny(reason, profile.ConflictTexts))
        {
            return FinanceErrorKind.Transient;
        }

        if (ContainsAny(reason, profile.ExistsTexts))
        {
            return FinanceErrorKind.Exists;
        }

        return status switch
        {
            0 or 408 or 429 or 502 or 503 or 504 => FinanceErrorKind.Transient,
            403 when !hasInfolog => FinanceErrorKind.SignIn,
            500 when !hasInfolog => FinanceErrorKind.Transient,
            _ => FinanceErrorKind.Refused,
        };
    }

    // Without an error of finance's own nothing is known of the record: somebody else may have answered.
    private static FinanceErrorKind KindOfFormless(int status, bool isPage) =>
        status switch
        {
            401 or 403 when !isPage => FinanceErrorKind.SignIn,
            0 or 408 or 429 or 502 or 503 or 504 => FinanceErrorKind.Transient,
            500 when !isPage => FinanceErrorKind.Transient,
            _ => FinanceErrorKind.Unknown,
        };

    private static bool ContainsAny(string reason, IReadOnlyList<string> texts) => texts.Any(text => reason.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static string Entries(string infolog)
    {
        var reasons = new List<string>();
        foreach (var entry in infolog.Split(';'))
        {
            var text = entry.Trim();
            foreach (var prefix in new[] { "Error:", "Warning:", "Info:" })
            {
                text = text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..].Trim() : text;
            }

            if (
                text.Length > 0
                && !text.StartsWith("validateWrite failed", StringComparison.OrdinalIgnoreCase)
                && !text.StartsWith("validateField failed", StringComparison.OrdinalIgnoreCase)
            )
            {
                reasons.Add(text);
            }
        }

        return string.Join(" ", reasons);
    }

    private static (string Outer, string Inner)? Messages(string? content)
    {
        try
        {
            if (NewtonsoftSerializer.Parse(content ?? "") is not JObject body || body["error"] is not JObject error)
            {
                return null;
            }

            var innermost = "";
            for (var inner = error["innererror"] as JObject; inner is not null; inner = inner["internalexception"] as JObject)
            {
                innermost = (string?)inner["message"] is { Length: > 0 } text ? text : innermost;
            }

            var outer = (string?)error["message"] ?? "";
            var code = (string?)error["code"];
            return (code is { Length: > 0 } && !outer.Contains(code, StringComparison.Ordinal) ? $"{code}: {outer}" : outer, innermost);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\bPINV\d{4}\b", RegexOptions.CultureInvariant)]
    private static partial Regex PinvCode();
}
