using System.Text.Json;

namespace ProjectInvoice.Finance.Api;

/// <summary>The JSON of a request's body.</summary>
internal static class JsonBody
{
    /// <exception cref="FinanceRefusal">The body is not JSON (<see cref="EditableSetErrors.NoJson"/>).</exception>
    public static async Task<JsonDocument> ReadAsync(HttpContext context)
    {
        try
        {
            return await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        }
        catch (JsonException)
        {
            throw EditableSetErrors.NoJson.Refusal("request body");
        }
    }
}
