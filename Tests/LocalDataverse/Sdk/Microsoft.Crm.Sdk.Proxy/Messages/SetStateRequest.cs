using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk;

namespace Microsoft.Crm.Sdk.Messages;

[DataContract(Namespace = CrmContracts.Namespace)]
public sealed class SetStateRequest : OrganizationRequest
{
    public SetStateRequest()
        : base("SetState")
    {
        EntityMoniker = default;
        State = default;
        Status = default;
    }

    public EntityReference EntityMoniker
    {
        get => Parameters.Contains(nameof(EntityMoniker)) ? (EntityReference)Parameters[nameof(EntityMoniker)] : default;
        set => Parameters[nameof(EntityMoniker)] = value;
    }

    public OptionSetValue State
    {
        get => Parameters.Contains(nameof(State)) ? (OptionSetValue)Parameters[nameof(State)] : default;
        set => Parameters[nameof(State)] = value;
    }

    public OptionSetValue Status
    {
        get => Parameters.Contains(nameof(Status)) ? (OptionSetValue)Parameters[nameof(Status)] : default;
        set => Parameters[nameof(Status)] = value;
    }
}
