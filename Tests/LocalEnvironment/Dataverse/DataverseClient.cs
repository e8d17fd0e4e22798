using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalEnvironment.Dataverse;

/// <summary>The Dataverse Web API as one signed-in user sees it.</summary>
internal sealed class DataverseClient(HttpClient http)
{
    private const string Root = "api/data/v9.2/";

    /// <summary>Underlying connection, for requests that a test words itself.</summary>
    public HttpClient Http { get; } = http;

    /// <summary>Absolute address of a resource of this environment.</summary>
    public string AddressOf(string path) => new Uri(Http.BaseAddress!, Root + path).AbsoluteUri;

    public async Task<JsonObject> GetAsync(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Root + path);
        return await SendAsync(request, cancellation) ?? throw new InvalidDataException($"GET {path} gave no body.");
    }

    /// <summary>All pages of a query.</summary>
    public async Task<List<JsonObject>> QueryAsync(string path, CancellationToken cancellation)
    {
        var rows = new List<JsonObject>();
        for (string? next = Root + path; next is not null; )
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, next);
            var page = await SendAsync(request, cancellation) ?? throw new InvalidDataException($"GET {next} gave no body.");
            rows.AddRange(page["value"]!.AsArray().Select(row => row!.AsObject()));
            next = page["@odata.nextLink"]?.GetValue<string>();
        }

        return rows;
    }

    public async Task<JsonObject?> PostAsync(string path, JsonObject body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Root + path) { Content = Json(body) };
        return await SendAsync(request, cancellation);
    }

    public async Task PatchAsync(string path, JsonObject body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, Root + path) { Content = Json(body) };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        await SendAsync(request, cancellation);
    }

    public async Task DeleteAsync(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, Root + path);
        await SendAsync(request, cancellation);
    }

    /// <summary>Sends one change set: all of it happens, or nothing.</summary>
    /// <exception cref="DataverseException">The environment refused it; <c>Data["Operation"]</c> is the index where the answer tells it.</exception>
    public async Task ChangeAsync(IReadOnlyList<BatchOperation> operations, CancellationToken cancellation)
    {
        var batch = $"batch_{Guid.NewGuid():N}";
        var changeSet = $"changeset_{Guid.NewGuid():N}";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"--{batch}\r\nContent-Type: multipart/mixed; boundary=\"{changeSet}\"\r\n\r\n");
        for (var index = 0; index < operations.Count; index++)
        {
            var operation = operations[index];
            text.Append(
                CultureInfo.InvariantCulture,
                $"--{changeSet}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: {index + 1}\r\n\r\n"
            );
            text.Append(CultureInfo.InvariantCulture, $"{operation.Method} /{Root}{operation.Path} HTTP/1.1\r\nContent-Type: application/json\r\n");
            if (operation.OnlyExisting)
            {
                text.Append("If-Match: *\r\n");
            }

            text.Append("\r\n").Append(operation.Body?.ToJsonString(Relaxed)).Append("\r\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"--{changeSet}--\r\n--{batch}--\r\n");
        using var request = new HttpRequestMessage(HttpMethod.Post, Root + "$batch") { Content = new StringContent(text.ToString(), Encoding.UTF8) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/mixed; boundary=\"{batch}\"");
        AddHeaders(request);
        using var response = await Http.SendAsync(request, cancellation);
        var answer = await response.Content.ReadAsStringAsync(cancellation);
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        // A failed change set answers with the error of the operation that failed, wrapped in a multipart body or plain.
        var start = answer.IndexOf("{\"error\"", StringComparison.Ordinal);
        var failure = start < 0 ? ErrorOf(response, answer) : ErrorOf(response, answer[start..(answer.LastIndexOf('}') + 1)]);
        var contentId = System.Text.RegularExpressions.Regex.Match(answer, @"Content-ID:\s*(?<id>\d+)", System.Text.RegularExpressions.RegexOptions.IgnoreCase);
        if (contentId.Success)
        {
            failure.Data["Operation"] = int.Parse(contentId.Groups["id"].Value, CultureInfo.InvariantCulture) - 1;
        }

        throw failure;
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(Relaxed), Encoding.UTF8, "application/json");

    private static void AddHeaders(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("OData-Version", "4.0");
        request.Headers.TryAddWithoutValidation("OData-MaxVersion", "4.0");
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
    }

    private async Task<JsonObject?> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        AddHeaders(request);
        using var response = await Http.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        if (!response.IsSuccessStatusCode)
        {
            throw ErrorOf(response, text);
        }

        return text.Length == 0 ? null : JsonNode.Parse(text)!.AsObject();
    }

    private static DataverseException ErrorOf(HttpResponseMessage response, string text)
    {
        try
        {
            if (JsonNode.Parse(text)?["error"] is JsonObject error)
            {
                return new DataverseException(response.StatusCode, error["code"]?.ToString() ?? "", error["message"]?.ToString() ?? "");
            }
        }
        catch (JsonException)
        {
            // Not every refusal has a JSON body (401, 404 from a proxy): the status then has to do.
        }

        return new DataverseException(
            response.StatusCode,
            "",
            $"{(int)response.StatusCode} {response.ReasonPhrase} for {response.RequestMessage?.Method} {response.RequestMessage?.RequestUri?.AbsolutePath}"
        );
    }
}
