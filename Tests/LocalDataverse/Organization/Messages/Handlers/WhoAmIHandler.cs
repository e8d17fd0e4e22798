using LocalDataverse.Calls;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Messages.Handlers;

internal sealed class WhoAmIHandler(DataverseOrganization organization) : IMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope) =>
        Responses.Of<WhoAmIResponse>(
            ("UserId", scope.UserId),
            ("BusinessUnitId", organization.BusinessUnitOf(scope.UserId, null)),
            ("OrganizationId", organization.OrganizationId)
        );
}
