using System;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Messages;

[DataContract(Namespace = XmlNamespaces.V5)]
public sealed class CreateMultipleResponse : OrganizationResponse
{
    public Guid[] Ids => Get<Guid[]>(nameof(Ids));
}
