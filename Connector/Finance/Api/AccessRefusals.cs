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
    private static readonly RoleRefusal NoRole = new("PINV4402", "Your roles do not allow this. Ask an administrator for the role.");

    /// <summary>401: nobody is signed in.</summary>
    public static Task WriteUnauthorizedAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = JwtBearerDefaults.AuthenticationScheme;
        return ErrorBody.WriteAsync(
            context,
            StatusCodes.Status401Unauthorized,
            [new("PINV4401", $"{context.Request.Method} {context.Request.Path}", "The request carries no valid token for finance. Sign in, then try again.")]
        );
    }

    /// <summary>403: signed in, but without the role.</summary>
    public static Task WriteForbiddenAsync(HttpContext context)
    {
        var refusal = context.GetEndpoint()?.Metadata.GetMetadata<RoleRefusal>() ?? NoRole;
        return ErrorBody.WriteAsync(
            context,
            StatusCodes.Status403Forbidden,
            [new(refusal.Code, $"{context.Request.Method} {context.Request.PathBase}{context.Request.Path}", refusal.Text)]
        );
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
