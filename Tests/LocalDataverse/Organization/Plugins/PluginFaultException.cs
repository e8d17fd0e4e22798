using System.ServiceModel;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Plugins;

/// <summary>The fault of a veto, with the operation status that decides on repeating an asynchronous step.</summary>
[Serializable]
internal sealed class PluginFaultException(OrganizationServiceFault fault, OperationStatus status)
    : FaultException<OrganizationServiceFault>(fault, new FaultReason(fault.Message ?? string.Empty))
{
    public OperationStatus Status { get; } = status;
}
