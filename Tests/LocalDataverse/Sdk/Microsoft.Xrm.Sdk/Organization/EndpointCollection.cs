using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Organization;

[CollectionDataContract(Name = "EndpointCollection", Namespace = XmlNamespaces.V7)]
public sealed class EndpointCollection : DataCollection<EndpointType, string> { }
