using LocalDataverse.Calls;
using LocalDataverse.Operations;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.Messages.Handlers;

internal sealed class DeleteHandler(DeleteOperation delete) : IMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope)
    {
        delete.Run(request.Required<EntityReference>("Target"), request.Concurrency(), scope);
        return Responses.Of<DeleteResponse>();
    }
}
