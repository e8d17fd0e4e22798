using System;
using System.Collections.Generic;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[CollectionDataContract(Name = "AttributeCollection", Namespace = XmlNamespaces.V5)]
[KnownType(nameof(GetKnownParameterTypes))]
public sealed class AttributeCollection : DataCollection<string, object>
{
    private static IEnumerable<Type> GetKnownParameterTypes() => KnownTypes.OfParameters;
}
