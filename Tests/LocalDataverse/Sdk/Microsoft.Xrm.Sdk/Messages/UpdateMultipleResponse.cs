using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Messages;

[DataContract(Namespace = XmlNamespaces.V5)]
public sealed class UpdateMultipleResponse : OrganizationResponse { }
