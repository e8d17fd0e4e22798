using LocalDataverse.Calls;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Messages.Handlers;

internal sealed class RetrieveVersionHandler(DataverseOrganization organization) : IMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope) =>
        Responses.Of<RetrieveVersionResponse>(("Version", organization.Version));
}
