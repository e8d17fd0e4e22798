using Hangfire;
using Hangfire.Dashboard;
using ProjectInvoice.Finance.Scheduling;

namespace ProjectInvoice.Finance.Api;

/// <summary>Hangfire's dashboard at /jobs: for administrators, and without its buttons for readers. A bearer token opens it, as everything else.</summary>
internal static class JobEndpoints
{
    private const string Path = "/jobs";

    /// <summary>The dashboard's pages bring scripts, styles and pictures of their own.</summary>
    private const string Policy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    public static void MapJobs(this WebApplication app)
    {
        // The role is checked before the dashboard is reached; its own filter lets in whoever is on this machine.
        var options = new DashboardOptions
        {
            Authorization = [],
            AsyncAuthorization = [],
            AppPath = null,
            DashboardTitle = "Finance jobs",
            DisplayStorageConnectionString = false,
            IsReadOnlyFunc = context => !context.GetHttpContext().User.IsInRole(FinanceRoles.Administrator),
        };
        var branch = ((IEndpointRouteBuilder)app).CreateApplicationBuilder();
        branch.UsePathBase(Path);

        // The storage is there once the host has started.
        var dashboard = new Lazy<AspNetCoreDashboardMiddleware>(() =>
            new(NotFound, app.Services.GetRequiredService<WorkSchedule>().Shared, options, DashboardRoutes.Routes)
        );
        branch.Run(async context =>
        {
            // The dashboard reads a form without asking whether there is one.
            if (HttpMethods.IsPost(context.Request.Method) && !context.Request.HasFormContentType)
            {
                throw ApiErrors.FormOnly.Refusal($"{context.Request.Method} {Path}{context.Request.Path}");
            }

            context.Response.Headers.ContentSecurityPolicy = Policy;
            await dashboard.Value.Invoke(context);

            // The dashboard says 401 to whoever may only look; who comes here is signed in.
            if (context.Response is { StatusCode: StatusCodes.Status401Unauthorized, HasStarted: false })
            {
                await AccessRefusals.WriteForbiddenAsync(context);
            }
        });
        app.Map(Path + "/{**path}", branch.Build()).RequireAuthorization(policy => policy.RequireRole(FinanceRoles.Administrator, FinanceRoles.Reader));
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
