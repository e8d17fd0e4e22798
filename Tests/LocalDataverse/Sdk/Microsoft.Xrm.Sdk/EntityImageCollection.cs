using System.Collections.Generic;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[CollectionDataContract(Name = "EntityImageCollection", Namespace = XmlNamespaces.V5)]
public class EntityImageCollection : DataCollection<string, Entity>
{
    public EntityImageCollection() { }

    protected internal EntityImageCollection(IDictionary<string, Entity> collection)
        : base(collection) { }
}
