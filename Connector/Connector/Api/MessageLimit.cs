using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace ProjectInvoice.Connector.Api;

/// <summary>How many messages an address may push: anybody can reach the endpoint, and a push that is refused is asked for by the next poll.</summary>
internal static class MessageLimit
{
    public const string Policy = "messages";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void Add(IServiceCollection services) =>
        services.AddRateLimiter(options =>
        {
            options.OnRejected = RefuseAsync;
            options.AddPolicy(
                Policy,
                context =>
                    RateLimitPartition.GetFixedWindowLimiter(
                        context.Connection.RemoteIpAddress?.ToString() ?? "",
                        _ => new FixedWindowRateLimiterOptions
                        {
                            PermitLimit = context.RequestServices.GetRequiredService<ConnectorSettings>().MessagesAMinute,
                            Window = Window,
                        }
                    )
            );
        });

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await ErrorAnswer.From(ApiErrors.TooMany.For("Message")).ExecuteAsync(rejected.HttpContext);
    }
}
