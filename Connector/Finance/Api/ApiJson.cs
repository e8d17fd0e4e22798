using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProjectInvoice.Finance.Api;

/// <summary>The JSON of the operations below /api: names in camel case, unknown members refused.</summary>
internal static class ApiJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static Task WriteAsync<T>(HttpContext context, T value) => context.Response.WriteAsJsonAsync(value, Options, context.RequestAborted);

    /// <summary>The body of a request; what is given where there is none.</summary>
    /// <exception cref="FinanceRefusal">The body cannot be read (<see cref="ApiErrors.UnreadableBody"/>).</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, T whenEmpty)
        where T : class
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        if (buffer.Length == 0)
        {
            return whenEmpty;
        }

        try
        {
            return JsonSerializer.Deserialize<T>(buffer.ToArray(), Options) ?? whenEmpty;
        }
        catch (JsonException exception)
        {
            throw ApiErrors.UnreadableBody.Refusal("request body", exception.Path ?? "its start");
        }
    }
}
