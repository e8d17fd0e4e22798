using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Messages;

[DataContract(Namespace = XmlNamespaces.V5)]
public sealed class RetrieveResponse : OrganizationResponse
{
    public Entity Entity => Get<Entity>(nameof(Entity));

    public object Notifications => Get<object>(nameof(Notifications));
}
