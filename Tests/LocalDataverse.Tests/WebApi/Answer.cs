using System.Net;
using System.Text.Json.Nodes;

namespace LocalDataverse.Tests.WebApi;

/// <summary>An HTTP answer, read to its end.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    public IReadOnlyList<JsonObject> Rows => [.. Json["value"]!.AsArray().Select(row => row!.AsObject())];

    public string? ErrorCode => Json["error"]?["code"]?.GetValue<string>();

    public string? ErrorMessage => Json["error"]?["message"]?.GetValue<string>();

    /// <summary>The id in header OData-EntityId.</summary>
    public Guid EntityId
    {
        get
        {
            var address = Headers["OData-EntityId"];
            return Guid.Parse(address[(address.LastIndexOf('(') + 1)..^1]);
        }
    }

    public static async Task<Answer> Of(HttpResponseMessage response)
    {
        var headers = response
            .Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }

    public void IsError(HttpStatusCode status, string code)
    {
        Assert.AreEqual(status, Status, Text);
        Assert.AreEqual(code, ErrorCode, Text);
    }

    public Answer Is(HttpStatusCode status)
    {
        Assert.AreEqual(status, Status, Text);
        return this;
    }
}
