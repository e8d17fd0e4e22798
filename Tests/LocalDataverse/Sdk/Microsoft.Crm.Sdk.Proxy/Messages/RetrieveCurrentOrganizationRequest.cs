using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Organization;

namespace Microsoft.Crm.Sdk.Messages;

[DataContract(Namespace = CrmContracts.Namespace)]
public sealed class RetrieveCurrentOrganizationRequest : OrganizationRequest
{
    public RetrieveCurrentOrganizationRequest()
        : base("RetrieveCurrentOrganization")
    {
        AccessType = default;
    }

    public EndpointAccessType AccessType
    {
        get => Parameters.Contains(nameof(AccessType)) ? (EndpointAccessType)Parameters[nameof(AccessType)] : default;
        set => Parameters[nameof(AccessType)] = value;
    }
}
