using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[CollectionDataContract(Name = "EntityImageCollection", Namespace = XmlNamespaces.V5)]
public class EntityImageCollection : DataCollection<string, Entity>
{
}
