using System;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using InvoicePlugins.Dataverse;

namespace InvoicePlugins.Delivery;

/// <summary>The connector as seen from the plug-ins: one address that stores messages.</summary>
/// <param name="url">Where the connector listens.</param>
/// <param name="timeout">How long to wait for its answer.</param>
/// <param name="secret">The signing secret; null where the step has none.</param>
/// <param name="clock">The time of sending.</param>
internal sealed class Connector(Uri url, TimeSpan timeout, string? secret, Func<DateTimeOffset> clock)
{
    private const int LongestAnswer = 500;
    private const int LongestBody = 64 * 1024;
    private const int ShortestSecret = 32;

    /// <summary>The time of sending.</summary>
    public DateTimeOffset Now => clock();

    /// <summary>Sends a message. Only the connector's own word counts, that it has stored this very message, now or before.</summary>
    /// <param name="record">The message as its user knows it, for the fault.</param>
    /// <returns>Null where the connector has stored it; otherwise why not.</returns>
    public Fault? Send(InvoiceConfirmedMessage message, string record)
    {
        if (string.IsNullOrWhiteSpace(secret))
        {
            return DeliveryErrors.NoSecret.For(record);
        }

        if (Encoding.UTF8.GetByteCount(secret!.Trim()) is < ShortestSecret and var bytes)
        {
            return DeliveryErrors.SecretTooShort.For(record, bytes, ShortestSecret);
        }

        try
        {
            // A redirect would hand the message to somebody else.
            using var handler = new HttpClientHandler { AllowAutoRedirect = false };
            using var client = new HttpClient(handler) { Timeout = timeout, MaxResponseContentBufferSize = LongestBody };
            client.DefaultRequestHeaders.ConnectionClose = true;
            using var request = Request(message.ToJson());
            using var answer = client.SendAsync(request).GetAwaiter().GetResult();
            return FaultOf(answer, message, record);
        }
        catch (HttpRequestException unreachable)
        {
            return DeliveryErrors.NotReachable.For(record, Address, unreachable.GetBaseException().Message.TrimEnd('.'));
        }
        catch (TaskCanceledException)
        {
            return DeliveryErrors.NotReachable.For(record, Address, FormattableString.Invariant($"no answer within {timeout.TotalSeconds} seconds"));
        }
    }

    private Fault? FaultOf(HttpResponseMessage answer, InvoiceConfirmedMessage message, string record)
    {
        var text = answer.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        var status = (int)answer.StatusCode;
        if (!answer.IsSuccessStatusCode)
        {
            return DeliveryErrors.Refused.For(record, Address, status, Shortened(text));
        }

        return answer.Content.Headers.ContentType?.MediaType == "application/json" && MessageAcknowledgement.Parse(text)?.IsOf(message, status) == true
            ? null
            : DeliveryErrors.NotAcknowledged.For(record, Address, status, Shortened(text));
    }

    private string Address => url.GetLeftPart(UriPartial.Path).TrimEnd('/');

    private HttpRequestMessage Request(byte[] body)
    {
        var timestamp = clock().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, Address + "/api/messages") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.Add("X-Pinv-Timestamp", timestamp);
        request.Headers.Add("X-Pinv-Signature", MessageSignature.Of(secret!, timestamp, body));
        return request;
    }

    private static string Shortened(string text) => text.Length <= LongestAnswer ? text : text.Substring(0, LongestAnswer);
}
