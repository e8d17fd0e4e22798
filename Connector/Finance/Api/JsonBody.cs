using System.Text.Json;

namespace ProjectInvoice.Finance.Api;

/// <summary>The JSON of a request's body.</summary>
internal static class JsonBody
{
    /// <exception cref="FinanceRefusal">The body is not JSON (PINV4405).</exception>
    public static async Task<JsonDocument> ReadAsync(HttpContext context)
    {
        try
        {
            return await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        }
        catch (JsonException)
        {
            throw new FinanceRefusal("PINV4405", "request body", "This is not valid JSON. Correct the request, then send it again.");
        }
    }
}
