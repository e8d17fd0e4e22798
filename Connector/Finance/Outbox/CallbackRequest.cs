using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ProjectInvoice.ServiceDefaults.Http;
using ProjectInvoice.ServiceDefaults.Tokens;

namespace ProjectInvoice.Finance.Outbox;

/// <summary>
/// Sends one part over HTTP and tells whether the connector has stored it: only its own answer, with the event, the part and the number of lines told back,
/// says so. A page of a proxy does not, whatever its status.
/// </summary>
internal sealed class CallbackRequest : IDisposable
{
    private const long LargestAnswer = 1024 * 1024;

    /// <summary>How long an attempt may take.</summary>
    public static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(15);

    private static readonly string[] Stored = ["stored", "known"];

    private readonly HttpClient http;
    private readonly TokenClient tokens;

    public CallbackRequest(TimeProvider clock, OutboundTransport transport)
    {
        var options = new OutboundOptions(LongestAttempt, LargestAnswer);
        http = OutboundHandler.CreateClient(options, clock, transport);
        tokens = new TokenClient(OutboundHandler.CreateClient(options, clock, transport), clock);
    }

    /// <returns>Why it does not count as sent; null: the connector has it.</returns>
    /// <exception cref="HttpRequestException">There was no answer, or the sign-in failed; the text never holds the secret.</exception>
    public async Task<CallbackFailure?> SendAsync(CallbackOptions options, CallbackPart part, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.Url}/api/postings");
        request.Content = new StringContent(part.Body, Encoding.UTF8, "application/json");
        var token = await TokenAsync(options, cancellation);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, cancellation);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && token is not null)
        {
            tokens.Forget(token);
        }

        return Failure(part, response, await response.Content.ReadAsStringAsync(cancellation));
    }

    /// <summary>Asks the connector.</summary>
    /// <returns>Its answer, or somebody's in its place.</returns>
    /// <exception cref="HttpRequestException">There was no answer, or the sign-in failed; the text never holds the secret.</exception>
    public async Task<(HttpStatusCode Status, bool IsJson, string Body)> AskAsync(CallbackOptions options, string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{options.Url}{path}");
        var token = await TokenAsync(options, cancellation);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, cancellation);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && token is not null)
        {
            tokens.Forget(token);
        }

        return (
            response.StatusCode,
            Acknowledgement.IsJson(response.Content.Headers.ContentType?.MediaType),
            await response.Content.ReadAsStringAsync(cancellation)
        );
    }

    public void Dispose()
    {
        http.Dispose();
        tokens.Dispose();
    }

    private async Task<string?> TokenAsync(CallbackOptions options, CancellationToken cancellation)
    {
        if (options.Credentials is not { } credentials)
        {
            return null;
        }

        try
        {
            return await tokens.GetAsync(credentials, cancellation);
        }
        catch (TokenException exception)
        {
            var error = exception.Failure == TokenFailure.Refused ? OutboxErrors.SignInRefused : OutboxErrors.SignInFailed;
            throw new HttpRequestException(error.For($"sign-in of {credentials.ClientId}", exception.Message).ToString(), exception);
        }
    }

    private static CallbackFailure? Failure(CallbackPart part, HttpResponseMessage response, string body)
    {
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        if (Acknowledgement.Doubt(response.StatusCode, mediaType, body.Length > 0, HttpStatusCode.Accepted, HttpStatusCode.OK) is { } doubt)
        {
            return Acknowledgement.IsJson(mediaType)
                ? new CallbackFailure(string.Create(CultureInfo.InvariantCulture, $"The connector answered {(int)response.StatusCode}."), body)
                : new CallbackFailure($"Something else than the connector answered: {doubt}.", null);
        }

        return Untold(part, body) is { } missing ? new CallbackFailure($"The answer is not the connector's: {missing}.", null) : null;
    }

    private static string? Untold(CallbackPart part, string body)
    {
        using var sent = JsonDocument.Parse(part.Body);
        var lines = sent.RootElement.GetProperty("lines").GetArrayLength();
        try
        {
            using var answer = JsonDocument.Parse(body);
            return Acknowledgement.Missing(answer.RootElement, ("eventId", part.EventId), ("part", part.Part), ("lines", lines), ("status", Stored));
        }
        catch (JsonException)
        {
            return "it is no JSON";
        }
    }
}
