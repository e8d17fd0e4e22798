using System.Security.Claims;
using LocalDataverse.Faults;
using LocalDataverse.WebApi.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace LocalDataverse.WebApi.Security;

/// <summary>Finds the user behind a token, and what else the headers of a request say about its caller.</summary>
internal sealed class CallerResolution(DataverseOrganization organization)
{
    public Caller Resolve(ClaimsPrincipal principal, WebApiRequest request)
    {
        var user =
            organization.FindUser(Claim(principal, "sub"), null)
            ?? organization.FindUser(Claim(principal, "azp"), Claim(principal, "oid"))
            ?? throw new WebApiException(StatusCodes.Status403Forbidden, ErrorCode.NotMemberOfOrganization, "The user is not a member of the organization.");
        var bypass = request.Headers["MSCRM.BypassBusinessLogicExecution"].ToString();
        var bypassAll = request.Headers["MSCRM.BypassCustomPluginExecution"].ToString().Equals("true", StringComparison.OrdinalIgnoreCase);
        return new Caller(user)
        {
            OnBehalfOf = OnBehalfOf(request),
            Tag =
                request.Query.Contains("tag=", StringComparison.Ordinal) && QueryHelpers.ParseQuery(request.Query).TryGetValue("tag", out var tag)
                    ? tag.ToString()
                    : null,
            CorrelationId = Guid.TryParse(request.Headers["x-ms-correlation-id"].ToString(), out var correlation) ? correlation : null,
            RequestId = Guid.TryParse(request.Headers["x-ms-client-request-id"].ToString(), out var requestId) ? requestId : null,
            BypassSynchronousLogic = bypassAll || bypass.Contains("CustomSync", StringComparison.OrdinalIgnoreCase),
            BypassAsynchronousLogic = bypass.Contains("CustomAsync", StringComparison.OrdinalIgnoreCase),
        };
    }

    private Guid? OnBehalfOf(WebApiRequest request)
    {
        var objectId = request.Headers["CallerObjectId"].ToString();
        if (objectId.Length > 0)
        {
            return Guid.TryParse(objectId, out var directoryObject) && organization.FindUser(null, directoryObject) is { } acting
                ? acting
                : throw new WebApiException(
                    StatusCodes.Status403Forbidden,
                    ErrorCode.NotMemberOfOrganization,
                    "The user of CallerObjectId is not a member of the organization."
                );
        }

        var userId = request.Headers["MSCRMCallerID"].ToString();
        if (userId.Length == 0)
        {
            return null;
        }

        return Guid.TryParse(userId, out var id)
            ? id
            : throw new WebApiException(StatusCodes.Status400BadRequest, ErrorCode.InvalidArgument, "The header MSCRMCallerID has to be the id of a user.");
    }

    private static Guid? Claim(ClaimsPrincipal principal, string type) => Guid.TryParse(principal.FindFirstValue(type), out var id) ? id : null;
}
