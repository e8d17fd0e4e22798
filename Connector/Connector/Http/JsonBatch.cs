using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ProjectInvoice.Connector.Http;

/// <summary>The JSON form of an OData batch (OData JSON format 4.01, section 19), written and read.</summary>
internal static class JsonBatch
{
    /// <summary>Writes a batch.</summary>
    /// <param name="operations">The requests.</param>
    public static (byte[] Body, string ContentType) Write(IReadOnlyList<BatchOperation> operations)
    {
        var requests = operations.Select(
            (operation, index) =>
                new JObject
                {
                    ["id"] = (index + 1).ToString(CultureInfo.InvariantCulture),
                    ["method"] = operation.Method,
                    ["url"] = operation.Path,
                    ["headers"] = new JObject { ["Content-Type"] = "application/json" },
                    ["body"] = operation.Body is null ? null : NewtonsoftSerializer.Parse(operation.Body),
                }
        );
        var body = new JObject { ["requests"] = new JArray(requests) };
        return (Encoding.UTF8.GetBytes(body.ToString(Formatting.None)), "application/json");
    }

    /// <summary>Reads the answers, in the order of the requests where they name them.</summary>
    /// <exception cref="FormatException">It is no batch answer.</exception>
    public static IReadOnlyList<BatchAnswer> Read(string? content)
    {
        try
        {
            return NewtonsoftSerializer.Parse(content ?? "") is JObject body && body["responses"] is JArray responses
                ? responses.OrderBy(Number).Select(Answer).ToList()
                : throw new FormatException("The batch answer has no responses.");
        }
        catch (JsonException exception)
        {
            throw new FormatException("The batch answer is no JSON.", exception);
        }
    }

    private static int Number(JToken response) =>
        int.TryParse((string?)response["id"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    private static BatchAnswer Answer(JToken response) =>
        response["status"] is JValue { Value: long status }
            ? new BatchAnswer((int)status, response["body"]?.ToString(Formatting.None) ?? "")
            : throw new FormatException("A part of the batch answer has no status.");
}
