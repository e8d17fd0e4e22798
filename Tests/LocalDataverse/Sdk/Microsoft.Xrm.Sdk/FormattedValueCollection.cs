using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[CollectionDataContract(Name = "FormattedValueCollection", Namespace = XmlNamespaces.V5)]
public sealed class FormattedValueCollection : DataCollection<string, string> { }
