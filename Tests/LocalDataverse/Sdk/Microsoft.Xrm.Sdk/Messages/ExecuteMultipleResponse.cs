using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Messages;

[DataContract(Namespace = XmlNamespaces.V5)]
public sealed class ExecuteMultipleResponse : OrganizationResponse
{
    public bool IsFaulted => Get<bool>(nameof(IsFaulted));

    public ExecuteMultipleResponseItemCollection Responses => Get<ExecuteMultipleResponseItemCollection>(nameof(Responses));
}
