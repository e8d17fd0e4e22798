using System;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[Serializable]
[CollectionDataContract(Name = "ErrorDetailCollection", Namespace = XmlNamespaces.V5)]
public sealed class ErrorDetailCollection : DataCollection<string, object> { }
