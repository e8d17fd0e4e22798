using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace ProjectInvoice.Finance.Api;

/// <summary>
/// Service protection: so many requests a minute and so many at a time for each user; a batch counts as one. Off for nobody, generous by default.
/// Who is over the limit is answered 429 with Retry-After and the text of the product (platform facts 4.2).
/// </summary>
internal static class Throttling
{
    private const int DefaultRequestsPerMinute = 30_000;
    private const int DefaultConcurrentRequests = 200;

    public static void AddThrottling(this IServiceCollection services, IConfiguration configuration)
    {
        var perMinute = configuration.GetValue("Throttling:RequestsPerMinute", DefaultRequestsPerMinute);
        var atATime = configuration.GetValue("Throttling:ConcurrentRequests", DefaultConcurrentRequests);
        services.AddRateLimiter(_ => { });
        services
            .AddOptions<RateLimiterOptions>()
            .Configure<TimeProvider>(
                (options, clock) =>
                {
                    options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                        PartitionedRateLimiter.Create<HttpContext, string>(context =>
                            IsHealth(context)
                                ? RateLimitPartition.GetNoLimiter(string.Empty)
                                : RateLimitPartition.GetConcurrencyLimiter(UserOf(context), _ => new ConcurrencyLimiterOptions { PermitLimit = atATime })
                        ),
                        PartitionedRateLimiter.Create<HttpContext, string>(context =>
                            IsHealth(context)
                                ? RateLimitPartition.GetNoLimiter(string.Empty)
                                : RateLimitPartition.Get<string>(UserOf(context), _ => new RequestWindow(perMinute, TimeSpan.FromMinutes(1), clock))
                        )
                    );
                    options.OnRejected = async (rejected, cancellation) =>
                    {
                        // A limit of requests at a time does not know when one of them ends.
                        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
                        var context = rejected.HttpContext;
                        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                        await ErrorBody.WriteAsync(context, ApiErrors.TooManyRequests.For($"{context.Request.Method} {context.Request.Path}"), cancellation);
                    };
                }
            );
    }

    private static bool IsHealth(HttpContext context) => context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);

    private static string UserOf(HttpContext context) => context.User.Identity?.Name ?? $"address {context.Connection.RemoteIpAddress}";
}
