using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk;

namespace Microsoft.Crm.Sdk.Messages;

[DataContract(Namespace = CrmContracts.Namespace)]
public sealed class AssignRequest : OrganizationRequest
{
    public AssignRequest()
        : base("Assign")
    {
        Target = default;
        Assignee = default;
    }

    public EntityReference Target
    {
        get => Parameters.Contains(nameof(Target)) ? (EntityReference)Parameters[nameof(Target)] : default;
        set => Parameters[nameof(Target)] = value;
    }

    public EntityReference Assignee
    {
        get => Parameters.Contains(nameof(Assignee)) ? (EntityReference)Parameters[nameof(Assignee)] : default;
        set => Parameters[nameof(Assignee)] = value;
    }
}
