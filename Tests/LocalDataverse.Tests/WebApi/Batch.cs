using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LocalDataverse.Tests.WebApi;

/// <summary>Composes a batch as a client does, and takes its answer apart.</summary>
internal sealed partial class Batch
{
    private readonly StringBuilder text = new();
    private readonly string boundary = $"batch_{Guid.NewGuid()}";

    public Batch Single(string method, string address, object? body = null)
    {
        text.Append(null, $"--{boundary}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
        Request(method, address, body);
        return this;
    }

    public Batch ChangeSet(params (string Method, string Address, object? Body)[] requests) =>
        ChangeSet([
            .. requests.Select(
                (request, position) =>
                    ((string?)(position + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), request.Method, request.Address, request.Body)
            ),
        ]);

    public Batch ChangeSet(IEnumerable<(string? ContentId, string Method, string Address, object? Body)> requests)
    {
        var inner = $"changeset_{Guid.NewGuid()}";
        text.Append(null, $"--{boundary}\r\nContent-Type: multipart/mixed; boundary=\"{inner}\"\r\n\r\n");
        foreach (var (contentId, method, address, body) in requests)
        {
            text.Append(null, $"--{inner}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
            if (contentId is not null)
            {
                text.Append(null, $"Content-ID: {contentId}\r\n");
            }

            text.Append("\r\n");
            Request(method, address, body);
        }

        text.Append(null, $"--{inner}--\r\n");
        return this;
    }

    public async Task<BatchAnswer> Send(WebApiClient client, bool continueOnError = false, string lineEnd = "\r\n")
    {
        text.Append(null, $"--{boundary}--\r\n");
        using var request = new HttpRequestMessage(HttpMethod.Post, "$batch")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text.ToString().Replace("\r\n", lineEnd, StringComparison.Ordinal))),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/mixed; boundary=\"{boundary}\"");
        if (continueOnError)
        {
            request.Headers.Add("Prefer", "odata.continue-on-error");
        }

        using var response = await client.Http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return new BatchAnswer(
            response.StatusCode,
            body,
            [.. StatusLine().Matches(body).Select(match => int.Parse(match.Groups["status"].Value, System.Globalization.CultureInfo.InvariantCulture))]
        );
    }

    private void Request(string method, string address, object? body)
    {
        text.Append(null, $"{method} {address} HTTP/1.1\r\n");
        if (body is not null)
        {
            text.Append(null, $"Content-Type: application/json; type=entry\r\n\r\n{JsonSerializer.Serialize(body)}\r\n");
            return;
        }

        text.Append("\r\n\r\n");
    }

    [GeneratedRegex(@"^HTTP/1\.1 (?<status>\d{3})", RegexOptions.Multiline)]
    private static partial Regex StatusLine();
}
