using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Query;

namespace Microsoft.Xrm.Sdk;

[CollectionDataContract(Name = "RelationshipQueryCollection", Namespace = XmlNamespaces.V5)]
public sealed class RelationshipQueryCollection : DataCollection<Relationship, QueryBase> { }
