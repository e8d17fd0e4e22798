using LocalDataverse.Calls;
using LocalDataverse.Operations;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.Messages.Handlers;

internal sealed class UpdateHandler(UpdateOperation update) : IMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope)
    {
        update.Run([request.Required<Entity>("Target")], request.Concurrency(), scope, isMultiple: false);
        return Responses.Of<UpdateResponse>();
    }
}
