using LocalDataverse.Calls;
using LocalDataverse.Operations;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Messages.Handlers;

/// <summary>An update of the owner.</summary>
internal sealed class AssignHandler(UpdateOperation update) : IMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope)
    {
        var target = request.Required<EntityReference>("Target");
        update.Run(new Entity(target.LogicalName, target.Id) { ["ownerid"] = request.Required<EntityReference>("Assignee") }, scope);
        return Responses.Of<AssignResponse>();
    }
}
