using System.ServiceModel;
using LocalDataverse.Calls;
using LocalDataverse.Faults;
using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.Messages.Handlers;

/// <summary>All of its requests or none; the fault names the request that failed.</summary>
internal sealed class ExecuteTransactionHandler(DataverseOrganization organization, MessagePipeline pipeline) : IClientMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope)
    {
        var requests = BatchedRequests.Of(request);
        var returns = request.Parameters.TryGetValue("ReturnResponses", out var value) && value is true;
        return pipeline.InTransaction(
            scope,
            inner =>
            {
                var responses = new OrganizationResponseCollection();
                for (var i = 0; i < requests.Count; i++)
                {
                    var response = Execute(requests[i], i, inner);
                    if (returns)
                    {
                        responses.Add(response);
                    }
                }

                return Responses.Of<ExecuteTransactionResponse>(("Responses", responses));
            }
        );
    }

    private OrganizationResponse Execute(OrganizationRequest request, int index, CallScope scope)
    {
        try
        {
            return organization.Messages.Execute(request, scope);
        }
        catch (FaultException<OrganizationServiceFault> exception)
        {
            var fault = exception.Detail;
            throw DataverseFault.Of(
                new ExecuteTransactionFault
                {
                    FaultedRequestIndex = index,
                    ErrorCode = fault.ErrorCode,
                    Message = fault.Message,
                    ErrorDetails = fault.ErrorDetails,
                    InnerFault = fault.InnerFault,
                    TraceText = fault.TraceText,
                }
            );
        }
    }
}
