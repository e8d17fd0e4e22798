using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace ProjectInvoice.Finance.Api;

/// <summary>
/// Answers who may not. It writes to the request that was asked: an authentication handler belongs to the outer request of a $batch, and would answer there for
/// one inside.
/// </summary>
internal sealed class AccessRefusals : IAuthorizationMiddlewareResultHandler
{
    /// <summary>401: nobody is signed in.</summary>
    public static Task WriteUnauthorizedAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = JwtBearerDefaults.AuthenticationScheme;
        return ErrorBody.WriteAsync(context, ApiErrors.NotSignedIn.For($"{context.Request.Method} {context.Request.Path}"));
    }

    /// <summary>403: signed in, but without the role. An endpoint may have an error of its own for it.</summary>
    public static Task WriteForbiddenAsync(HttpContext context)
    {
        var error = context.GetEndpoint()?.Metadata.GetMetadata<ErrorCode>() ?? ApiErrors.RoleMissing;
        return ErrorBody.WriteAsync(context, error.For($"{context.Request.Method} {context.Request.PathBase}{context.Request.Path}"));
    }

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        ArgumentNullException.ThrowIfNull(next);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(authorizeResult);
        return authorizeResult.Challenged ? WriteUnauthorizedAsync(context)
            : authorizeResult.Forbidden ? WriteForbiddenAsync(context)
            : next(context);
    }
}
