using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Messages;

[DataContract(Namespace = XmlNamespaces.V5)]
public sealed class UpsertResponse : OrganizationResponse
{
    public bool RecordCreated => Get<bool>(nameof(RecordCreated));

    public EntityReference Target => Get<EntityReference>(nameof(Target));
}
