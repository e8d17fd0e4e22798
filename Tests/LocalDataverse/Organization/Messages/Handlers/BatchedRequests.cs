using LocalDataverse.Faults;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Messages.Handlers;

/// <summary>The requests that ExecuteMultiple and ExecuteTransaction carry.</summary>
internal static class BatchedRequests
{
    private const int Maximum = 1000;

    public static OrganizationRequestCollection Of(OrganizationRequest request)
    {
        var requests = request.Required<OrganizationRequestCollection>("Requests");
        if (requests.Count > Maximum)
        {
            throw DataverseFault.Of(
                ErrorCode.InvalidArgument,
                $"The batch of {requests.Count} requests exceeds the maximum of {Maximum}.",
                new ErrorDetailCollection { [FaultDetail.MaxBatchSize] = Maximum }
            );
        }

        return requests.Any(inner => inner.RequestName is "ExecuteMultiple" || (inner.RequestName is "ExecuteTransaction" && IsTransaction(request)))
            ? throw DataverseFault.InvalidArgument($"{request.RequestName} cannot contain ExecuteMultiple or itself.")
            : requests;
    }

    private static bool IsTransaction(OrganizationRequest request) => request.RequestName is "ExecuteTransaction";
}
