using LocalDataverse.Calls;
using LocalDataverse.Operations;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.Messages.Handlers;

internal sealed class CreateMultipleHandler(CreateOperation create) : IClientMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope)
    {
        var ids = create.Run(request.Targets(), scope, isMultiple: true);
        return Responses.Of<CreateMultipleResponse>(("Ids", ids));
    }
}
