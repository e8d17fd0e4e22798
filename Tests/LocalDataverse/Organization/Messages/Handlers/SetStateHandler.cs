using LocalDataverse.Calls;
using LocalDataverse.Operations;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Messages.Handlers;

/// <summary>An update of state and status.</summary>
internal sealed class SetStateHandler(UpdateOperation update) : IMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope)
    {
        var moniker = request.Required<EntityReference>("EntityMoniker");
        update.Run(
            new Entity(moniker.LogicalName, moniker.Id)
            {
                ["statecode"] = request.Required<OptionSetValue>("State"),
                ["statuscode"] = request.Required<OptionSetValue>("Status"),
            },
            scope
        );
        return Responses.Of<SetStateResponse>();
    }
}
