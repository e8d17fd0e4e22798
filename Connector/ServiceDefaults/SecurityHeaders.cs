using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ProjectInvoice.ServiceDefaults;

/// <summary>
/// Headers that keep a browser from doing more with an answer than showing it (https://owasp.org/www-project-secure-headers/). An answer that needs another
/// policy sets its own.
/// </summary>
public static class SecurityHeaders
{
    /// <summary>Puts the headers on every answer, those of errors too.</summary>
    /// <param name="application">The program; call it first.</param>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder application) =>
        application.Use(
            (context, next) =>
            {
                // When the answer starts: an error clears what was set before.
                context.Response.OnStarting(() =>
                {
                    Add(context);
                    return Task.CompletedTask;
                });
                return next(context);
            }
        );

    private static void Add(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.TryAdd("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.TryAdd("Cache-Control", "no-store");
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
    }
}
