using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[CollectionDataContract(Name = "RelatedEntityCollection", Namespace = XmlNamespaces.V5)]
public sealed class RelatedEntityCollection : DataCollection<Relationship, EntityCollection> { }
