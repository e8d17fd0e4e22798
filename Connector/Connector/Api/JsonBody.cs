using System.Text.Unicode;
using Microsoft.Net.Http.Headers;

namespace ProjectInvoice.Connector.Api;

/// <summary>The body of a request: UTF-8 JSON as it is, neither compressed nor marked, whoever sends it. Anything else has one answer.</summary>
internal static class JsonBody
{
    /// <summary>Reads a body.</summary>
    /// <param name="largest">Bytes it may have at most.</param>
    /// <param name="record">What it is called in errors.</param>
    /// <exception cref="ConnectorException">PINV3020: it is of another form; PINV3021: it is too large.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, int largest, string record, CancellationToken cancellation)
    {
        if (!IsJson(request.ContentType) || request.Headers.ContainsKey(HeaderNames.ContentEncoding))
        {
            throw OtherForm(record);
        }

        var body = request.ContentLength is { } length && length > largest ? null : await RequestBody.ReadAsync(request, largest, cancellation);
        if (body is null)
        {
            throw new ConnectorException(ApiErrors.TooLarge.For(record, largest / 1024));
        }

        // A byte order mark is no part of JSON text (RFC 8259, section 8.1); text of 16 or 32 bits begins with a zero byte beside its first character.
        return body.AsSpan().StartsWith("\uFEFF"u8) || body.AsSpan(0, Math.Min(body.Length, 2)).Contains((byte)0) || !Utf8.IsValid(body)
            ? throw OtherForm(record)
            : body;
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static ConnectorException OtherForm(string record) => new(ApiErrors.OtherForm.For(record));
}
