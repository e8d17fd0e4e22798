using Microsoft.AspNetCore.Http;

namespace ModelDrivenShell;

/// <summary>What changes something has to come from a page of the shell: the cookie alone does not tell.</summary>
internal static class SameOrigin
{
    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0 ? HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) : origin == $"{request.Scheme}://{request.Host}")
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
