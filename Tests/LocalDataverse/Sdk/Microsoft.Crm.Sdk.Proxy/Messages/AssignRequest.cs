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
        get => Parameters.TryGetValue(nameof(Target), out object value) ? (EntityReference)value : default;
        set => Parameters[nameof(Target)] = value;
    }

    public EntityReference Assignee
    {
        get => Parameters.TryGetValue(nameof(Assignee), out object value) ? (EntityReference)value : default;
        set => Parameters[nameof(Assignee)] = value;
    }
}
