using System;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using InvoicePlugins.Dataverse;

namespace InvoicePlugins.Delivery;

/// <summary>The connector as seen from the plug-ins: one address that stores messages.</summary>
/// <param name="url">Where the connector listens.</param>
/// <param name="timeout">How long to wait for its answer.</param>
/// <param name="secret">The signing secret; null where the step has none.</param>
/// <param name="clock">The time of sending.</param>
public sealed class Connector(Uri url, TimeSpan timeout, string? secret, Func<DateTimeOffset> clock)
{
    private const int LongestAnswer = 500;

    /// <summary>The time of sending.</summary>
    public DateTimeOffset Now => clock();

    /// <summary>Sends a message. A message the connector knows already counts as stored.</summary>
    /// <param name="message">The message.</param>
    /// <param name="record">The message as its user knows it, for the fault.</param>
    /// <returns>Null where the connector has stored it; otherwise why not.</returns>
    public Fault? Send(InvoiceConfirmedMessage message, string record)
    {
        if (string.IsNullOrEmpty(secret))
        {
            return DeliveryErrors.NoSecret.For(record);
        }

        try
        {
            using var client = new HttpClient { Timeout = timeout };
            client.DefaultRequestHeaders.ConnectionClose = true;
            using var request = Request(message.ToJson());
            using var answer = client.SendAsync(request).GetAwaiter().GetResult();
            if (answer.IsSuccessStatusCode)
            {
                return null;
            }

            var text = answer.Content.ReadAsStringAsync().GetAwaiter().GetResult();
            return DeliveryErrors.Refused.For(record, Address, (int)answer.StatusCode, Shortened(text));
        }
        catch (HttpRequestException unreachable)
        {
            return DeliveryErrors.NotReachable.For(record, Address, unreachable.GetBaseException().Message.TrimEnd('.'));
        }
        catch (TaskCanceledException)
        {
            return DeliveryErrors.NotReachable.For(record, Address, $"no answer within {timeout.TotalSeconds} seconds");
        }
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
