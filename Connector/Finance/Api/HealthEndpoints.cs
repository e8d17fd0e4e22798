using Finance.Storage;

namespace Finance.Api;

/// <summary>Whether the process lives, and whether it can do its work: both for whoever watches it, without a role.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health", () => Answer(true)).AllowAnonymous();
        app.MapGet("/health/ready", async (FinanceDatabase database, CancellationToken cancellation) => Answer(await database.IsReachableAsync(cancellation))).AllowAnonymous();
    }

    private static IResult Answer(bool healthy) => Results.Json(
        new { status = healthy ? "Healthy" : "Unhealthy" }, statusCode: healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}
