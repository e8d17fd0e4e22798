using System;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[Serializable]
[CollectionDataContract(Name = "KeyAttributeCollection", Namespace = XmlNamespaces.V71)]
public sealed class KeyAttributeCollection : DataCollection<string, object> { }
