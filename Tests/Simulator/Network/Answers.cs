using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Simulator.Faults;

namespace Simulator.Network;

/// <summary>What answers in place of a part, or is made of its answer.</summary>
internal static class Answers
{
    private static readonly string?[] Waits = [null, "0.5", "3", "2147483647", "Thu, 31 Dec 2093 23:59:59 GMT", "-1", "soon"];

    public static HttpResponseMessage Json(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Page(HttpStatusCode status) =>
        new(status) { Content = new StringContent("<html><body>Down for maintenance, sign in</body></html>", Encoding.UTF8, "text/html") };

    /// <summary>Somebody who is busy, away, or not the one who was asked.</summary>
    public static (string Text, HttpResponseMessage Answer) Busy(FaultPlan plan, Uri target)
    {
        switch (plan.Next(7))
        {
            case 0:
                return (
                    "429",
                    Wait(Json(HttpStatusCode.TooManyRequests, """{"error":{"code":"0x80072322","message":"Number of requests exceeded."}}"""), plan)
                );
            case 1:
                return ("502 page", Page(HttpStatusCode.BadGateway));
            case 2:
                return ("503", Wait(Page(HttpStatusCode.ServiceUnavailable), plan));
            case 3:
                return ("200 page", Page(HttpStatusCode.OK));
            case 4:
                return ("202 of somebody else", Json(HttpStatusCode.Accepted, """{"status":"stored"}"""));
            case 5:
                var redirect = Page(HttpStatusCode.TemporaryRedirect);
                redirect.Headers.Location = new Uri("http://elsewhere.example" + target.AbsolutePath);
                return ("307", redirect);
            default:
                return ("204 of somebody else", new HttpResponseMessage(HttpStatusCode.NoContent));
        }
    }

    /// <summary>Cut off, or with another field than those known.</summary>
    public static async Task<HttpResponseMessage> ChangedAsync(HttpResponseMessage answer, FaultPlan plan)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.Content.Headers.ContentType?.MediaType != "application/json" || Object(text) is not { } body)
        {
            return answer;
        }

        switch (plan.Next(3))
        {
            case 0:
                body["newField"] = new JsonObject { ["kind"] = "of a later version", ["values"] = new JsonArray(1, 2) };
                return With(answer, body.ToJsonString());
            case 1:
                return With(answer, text[..(text.Length / 2)]);
            default:
                body.Remove(body.Last().Key);
                return With(answer, body.ToJsonString());
        }
    }

    private static JsonObject? Object(string text) => text.StartsWith('{') && JsonNode.Parse(text) is JsonObject { Count: > 0 } body ? body : null;

    private static HttpResponseMessage With(HttpResponseMessage answer, string text)
    {
        var changed = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        changed.Headers.ContentType = answer.Content.Headers.ContentType;
        answer.Content = changed;
        return answer;
    }

    private static HttpResponseMessage Wait(HttpResponseMessage answer, FaultPlan plan)
    {
        if (plan.Of(Waits) is { } wait)
        {
            answer.Headers.TryAddWithoutValidation("Retry-After", wait);
        }

        return answer;
    }
}
