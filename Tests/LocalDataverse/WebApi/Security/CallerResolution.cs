using System.Security.Claims;
using LocalDataverse.Faults;
using LocalDataverse.WebApi.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Security;

/// <summary>Finds the user behind a token, and what else the headers of a request say about its caller.</summary>
internal sealed class CallerResolution(DataverseOrganization organization)
{
    private const string ApplicationId = "applicationid";
    private const string ObjectId = "azureactivedirectoryobjectid";

    public Caller Resolve(ClaimsPrincipal principal, WebApiRequest request)
    {
        var service = organization.CreateService(organization.SystemUserId);
        var user = UserBy(service, ApplicationId, principal.FindFirstValue("sub"))
            ?? UserBy(service, ApplicationId, principal.FindFirstValue("appid"))
            ?? UserBy(service, ObjectId, principal.FindFirstValue("oid"))
            ?? throw new WebApiException(StatusCodes.Status403Forbidden, ErrorCode.NotMemberOfOrganization, "The user is not a member of the organization.");
        var bypass = request.Headers["MSCRM.BypassBusinessLogicExecution"].ToString();
        var bypassAll = request.Headers["MSCRM.BypassCustomPluginExecution"].ToString().Equals("true", StringComparison.OrdinalIgnoreCase);
        return new Caller(user)
        {
            OnBehalfOf = OnBehalfOf(service, request),
            Tag = request.Query.Contains("tag=", StringComparison.Ordinal) && QueryHelpers.ParseQuery(request.Query).TryGetValue("tag", out var tag) ? tag.ToString() : null,
            CorrelationId = Guid.TryParse(request.Headers["x-ms-correlation-id"].ToString(), out var correlation) ? correlation : null,
            RequestId = Guid.TryParse(request.Headers["x-ms-client-request-id"].ToString(), out var requestId) ? requestId : null,
            BypassSynchronousLogic = bypassAll || bypass.Contains("CustomSync", StringComparison.OrdinalIgnoreCase),
            BypassAsynchronousLogic = bypass.Contains("CustomAsync", StringComparison.OrdinalIgnoreCase),
        };
    }

    private static Guid? OnBehalfOf(IOrganizationService service, WebApiRequest request)
    {
        var objectId = request.Headers["CallerObjectId"].ToString();
        if (objectId.Length > 0)
        {
            return UserBy(service, ObjectId, objectId)
                ?? throw new WebApiException(StatusCodes.Status403Forbidden, ErrorCode.NotMemberOfOrganization, "The user of CallerObjectId is not a member of the organization.");
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

    private static Guid? UserBy(IOrganizationService service, string column, string? value)
    {
        if (!Guid.TryParse(value, out var id))
        {
            return null;
        }

        var query = new QueryExpression("systemuser") { ColumnSet = new ColumnSet(false), TopCount = 1 };
        query.Criteria.AddCondition(column, ConditionOperator.Equal, id);
        return service.RetrieveMultiple(query).Entities.FirstOrDefault()?.Id;
    }
}
