namespace Connector.Api;

/// <summary>What a browser that is led here may do with an answer: nothing but show it. No answer is kept on the way.</summary>
internal static class SecurityHeaders
{
    public static void Use(IApplicationBuilder application) => application.Use((context, next) =>
    {
        // Last of all: an answer to an exception begins anew.
        context.Response.OnStarting(Add, context);
        return next(context);
    });

    private static Task Add(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        return Task.CompletedTask;
    }
}
