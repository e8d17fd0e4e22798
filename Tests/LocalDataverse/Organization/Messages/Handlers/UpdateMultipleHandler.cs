using LocalDataverse.Calls;
using LocalDataverse.Operations;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.Messages.Handlers;

internal sealed class UpdateMultipleHandler(UpdateOperation update) : IClientMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope)
    {
        update.Run(request.Targets(), request.Concurrency(), scope, isMultiple: true);
        return Responses.Of<UpdateMultipleResponse>();
    }
}
