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
        ErrorBody.WriteAsync(context, ApiErrors.TooSlow.For($"{context.Request.Method} {context.Request.Path}", time.TotalSeconds), CancellationToken.None);
}
