using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Messages;

[DataContract(Namespace = XmlNamespaces.V5)]
public sealed class ExecuteAsyncRequest : OrganizationRequest
{
    public ExecuteAsyncRequest()
        : base("ExecuteAsync")
    {
        Request = default;
    }

    public OrganizationRequest Request
    {
        get => Get<OrganizationRequest>(nameof(Request));
        set => Parameters[nameof(Request)] = value;
    }
}
