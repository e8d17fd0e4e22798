using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProjectInvoice.ServiceDefaults.Health;

/// <summary>Whether the process lives, and whether it can do its work: both for whoever watches it, without a role.</summary>
public static class HealthEndpoints
{
    /// <summary>
    /// Maps <c>/health</c> (200 as long as the process answers) and <c>/health/ready</c> (503 with the reason while a registered check fails).
    /// </summary>
    /// <param name="routes">The routes of the program.</param>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapHealthChecks("/health", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var faults = report
            .Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy)
            .Select(entry => new { check = entry.Key, message = entry.Value.Description });
        return context.Response.WriteAsJsonAsync(new { status = report.Status.ToString(), faults }, context.RequestAborted);
    }
}
