using Microsoft.AspNetCore.Http.Timeouts;

namespace ProjectInvoice.Finance.Api;

/// <summary>The longest time that a request may take, from its first byte to its last: a sender that trickles does not stay for ever.</summary>
internal static class RequestTimeout
{
    private const int DefaultSeconds = 1800;

    public static void AddRequestTimeout(this IServiceCollection services, IConfiguration configuration)
    {
        var time = TimeSpan.FromSeconds(RequestLimits.Of(configuration, "RequestSeconds", DefaultSeconds));
        services.AddRequestTimeouts(options =>
            options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = time, WriteTimeoutResponse = context => AnswerAsync(context, time) }
        );
    }

    private static Task AnswerAsync(HttpContext context, TimeSpan time) =>
        ErrorBody.WriteAsync(
            context,
            StatusCodes.Status408RequestTimeout,
            [
                new(
                    "PINV4419",
                    $"{context.Request.Method} {context.Request.Path}",
                    $"The request took longer than {time.TotalSeconds} seconds; nothing was changed. Send less at a time, or have an "
                        + "administrator raise Limits:RequestSeconds."
                ),
            ],
            CancellationToken.None
        );
}
