using LocalDataverse.Calls;
using LocalDataverse.Operations;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.Messages.Handlers;

internal sealed class AssociateHandler(LinkOperation link) : IMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope)
    {
        var target = request.Required<EntityReference>("Target");
        var relationship = request.Required<Relationship>("Relationship");
        link.Run(request, relationship, target, request.Required<EntityReferenceCollection>("RelatedEntities"), scope);
        return Responses.Of<AssociateResponse>();
    }
}
