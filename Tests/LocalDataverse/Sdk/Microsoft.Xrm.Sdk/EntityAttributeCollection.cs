using System;
using System.Collections.Specialized;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[Serializable]
[CollectionDataContract(Name = "EntityAttributeCollection", Namespace = XmlNamespaces.V71)]
public sealed class EntityAttributeCollection : DataCollection<string, StringCollection> { }
