using LocalDataverse.Calls;
using LocalDataverse.Faults;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Messages;

/// <summary>The door of every request: who may send it at all, and what answers it.</summary>
internal sealed class MessageProcessor(DataverseOrganization organization)
{
    private readonly MessageHandlers handlers = new(organization);

    public OrganizationResponse Execute(OrganizationRequest request, CallScope scope)
    {
        if (request is null)
        {
            throw DataverseFault.InvalidArgument("The request is missing.");
        }

        if (!scope.IsSystem)
        {
            organization.Rights.DemandMember(scope.UserId);
        }

        var handler = handlers.Find(request.RequestName);
        if (handler is IClientMessageHandler && scope.InsidePlugin)
        {
            throw DataverseFault.NotSupportedInPlugin(request.RequestName);
        }

        return handler.Handle(request, scope);
    }
}
