using LocalDataverse.Calls;
using LocalDataverse.Faults;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Messages.Handlers;

/// <summary>Refuses it: the platform has the message for elastic tables only.</summary>
internal sealed class DeleteMultipleHandler : IClientMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope) =>
        throw DataverseFault.Of(ErrorCode.NotImplemented, "DeleteMultiple has not yet been implemented.");
}
