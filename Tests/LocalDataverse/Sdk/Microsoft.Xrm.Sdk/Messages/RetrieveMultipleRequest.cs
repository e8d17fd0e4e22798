using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Query;

namespace Microsoft.Xrm.Sdk.Messages;

[DataContract(Namespace = XmlNamespaces.V5)]
public sealed class RetrieveMultipleRequest : OrganizationRequest
{
    public RetrieveMultipleRequest()
        : base("RetrieveMultiple")
    {
        Query = default;
    }

    public QueryBase Query
    {
        get => Get<QueryBase>(nameof(Query));
        set => Parameters[nameof(Query)] = value;
    }
}
