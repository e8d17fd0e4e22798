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
        get => Parameters.TryGetValue(nameof(EntityMoniker), out object value) ? (EntityReference)value : default;
        set => Parameters[nameof(EntityMoniker)] = value;
    }

    public OptionSetValue State
    {
        get => Parameters.TryGetValue(nameof(State), out object value) ? (OptionSetValue)value : default;
        set => Parameters[nameof(State)] = value;
    }

    public OptionSetValue Status
    {
        get => Parameters.TryGetValue(nameof(Status), out object value) ? (OptionSetValue)value : default;
        set => Parameters[nameof(Status)] = value;
    }
}
