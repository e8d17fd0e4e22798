using System.Text.Json;

namespace ProjectInvoice.Finance.Api;

/// <summary>
/// Error bodies. Below /data the outer code and message say nothing and the reason stands after "Infolog:", as the product does it (platform facts 4.1);
/// elsewhere code, record and message stand by themselves. Neither ever holds a stack trace.
/// </summary>
internal static class ErrorBody
{
    private const string WriteException = "Microsoft.Dynamics.Platform.Integration.Services.OData.AxODataWriteException";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Task WriteAsync(HttpContext context, int status, IReadOnlyList<FinanceMessage> messages) =>
        WriteAsync(context, status, messages, context.RequestAborted);

    public static async Task WriteAsync(HttpContext context, int status, IReadOnlyList<FinanceMessage> messages, CancellationToken cancellation)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        object body = context.Request.Path.StartsWithSegments("/data", StringComparison.Ordinal) ? OfData(context, messages) : OfApi(messages);
        await JsonSerializer.SerializeAsync(context.Response.Body, body, Json, cancellation);
    }

    private static object OfApi(IReadOnlyList<FinanceMessage> messages) =>
        messages.Count == 1
            ? new
            {
                error = new
                {
                    messages[0].Code,
                    messages[0].Record,
                    Message = messages[0].Text,
                },
            }
            : new
            {
                error = new
                {
                    messages[0].Code,
                    messages[0].Record,
                    Message = messages[0].Text,
                    Details = messages.Select(message => new
                    {
                        message.Code,
                        message.Record,
                        Message = message.Text,
                    }),
                },
            };

    private static object OfData(HttpContext context, IReadOnlyList<FinanceMessage> messages)
    {
        var set = context.Request.Path.Value!.Split('/', '(')[2..].FirstOrDefault() ?? string.Empty;
        var log = string.Join("; ", messages.Select(message => $"Error: {message.Code}: {message.Record}: {message.Text}".Replace(';', ',')));
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
