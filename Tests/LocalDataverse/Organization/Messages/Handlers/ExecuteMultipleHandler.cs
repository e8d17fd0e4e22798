using System.ServiceModel;
using LocalDataverse.Calls;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.Messages.Handlers;

/// <summary>One request after the other, each by itself: what fails takes back nothing of what went before.</summary>
internal sealed class ExecuteMultipleHandler(DataverseOrganization organization) : IClientMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope)
    {
        var requests = BatchedRequests.Of(request);
        var settings = request.Required<ExecuteMultipleSettings>("Settings");
        var items = new ExecuteMultipleResponseItemCollection();
        var faulted = false;
        for (var i = 0; i < requests.Count; i++)
        {
            try
            {
                var response = organization.Messages.Execute(requests[i], scope with { Time = OperationTime.Start(organization) });
                if (settings.ReturnResponses)
                {
                    items.Add(new ExecuteMultipleResponseItem { RequestIndex = i, Response = response });
                }
            }
            catch (FaultException<OrganizationServiceFault> exception)
            {
                faulted = true;
                items.Add(new ExecuteMultipleResponseItem { RequestIndex = i, Fault = exception.Detail });
                if (!settings.ContinueOnError)
                {
                    break;
                }
            }
        }

        return Responses.Of<ExecuteMultipleResponse>(("Responses", items), ("IsFaulted", faulted));
    }
}
