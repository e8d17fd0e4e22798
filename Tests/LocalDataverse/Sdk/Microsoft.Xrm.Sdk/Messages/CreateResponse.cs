using System;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Messages;

[DataContract(Namespace = XmlNamespaces.V5)]
public sealed class CreateResponse : OrganizationResponse
{
    public Guid id => Get<Guid>(nameof(id));
}
