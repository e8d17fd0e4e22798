using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ModelDrivenShell;

/// <summary>The page, its script and its style.</summary>
internal static class PageFiles
{
    /// <summary>No script within a page, nothing from anywhere else.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly (string Path, string File, string Type)[] Files =
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/shell.js", "shell.js", "text/javascript; charset=utf-8"),
        ("/shell.css", "shell.css", "text/css; charset=utf-8"),
    ];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var (path, file, type) in Files)
        {
            endpoints.MapGet(
                path,
                (HttpContext context) =>
                {
                    context.Response.Headers.ContentSecurityPolicy = Policy;
                    context.Response.Headers.XContentTypeOptions = "nosniff";
                    context.Response.Headers.CacheControl = "no-cache";
                    return Results.Stream(typeof(PageFiles).Assembly.GetManifestResourceStream(file)!, type);
                }
            );
        }
    }
}
