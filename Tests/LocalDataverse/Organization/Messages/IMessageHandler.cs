using LocalDataverse.Calls;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Messages;

/// <summary>Answers the requests of one message.</summary>
internal interface IMessageHandler
{
    OrganizationResponse Handle(OrganizationRequest request, CallScope scope);
}
