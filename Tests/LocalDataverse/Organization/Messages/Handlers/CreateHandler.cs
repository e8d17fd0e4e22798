using LocalDataverse.Calls;
using LocalDataverse.Operations;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.Messages.Handlers;

internal sealed class CreateHandler(CreateOperation create) : IMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope)
    {
        var ids = create.Run([request.Required<Entity>("Target")], scope, isMultiple: false);
        return Responses.Of<CreateResponse>(("id", ids[0]));
    }
}
