using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProjectInvoice.Finance.Api;

/// <summary>
/// Error bodies. Below /data the outer code and message say nothing and the reason stands after "Infolog:", as the product does it (platform facts 4.1);
/// elsewhere code, record and message stand by themselves. Neither ever holds a stack trace.
/// </summary>
internal static class ErrorBody
{
    private const string WriteException = "Microsoft.Dynamics.Platform.Integration.Services.OData.AxODataWriteException";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static Task WriteAsync(HttpContext context, Fault fault) => WriteAsync(context, fault, context.RequestAborted);

    public static Task WriteAsync(HttpContext context, Fault fault, CancellationToken cancellation) =>
        WriteAsync(context, new FinanceRefusal(fault), cancellation);

    public static Task WriteAsync(HttpContext context, FinanceRefusal refusal) => WriteAsync(context, refusal, context.RequestAborted);

    private static async Task WriteAsync(HttpContext context, FinanceRefusal refusal, CancellationToken cancellation)
    {
        context.Response.StatusCode = refusal.Status;
        context.Response.ContentType = "application/json";
        object body = context.Request.Path.StartsWithSegments("/data", StringComparison.Ordinal)
            ? OfData(context, refusal.Faults)
            : ApiError.Of(refusal.Faults);
        await JsonSerializer.SerializeAsync(context.Response.Body, body, Json, cancellation);
    }

    private static object OfData(HttpContext context, IReadOnlyList<Fault> faults)
    {
        var set = context.Request.Path.Value!.Split('/', '(')[2..].FirstOrDefault() ?? string.Empty;
        var log = string.Join("; ", faults.Select(fault => $"Error: {fault}".Replace(';', ',')));
        return new
        {
            error = new
            {
                code = string.Empty,
                message = "An error has occurred.",
                innererror = new
                {
                    message = $"Write failed for table row of type '{set}'. Infolog: {log}",
                    type = WriteException,
                    stacktrace = string.Empty,
                },
            },
        };
    }
}
