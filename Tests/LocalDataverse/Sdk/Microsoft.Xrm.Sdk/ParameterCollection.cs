using System;
using System.Collections.Generic;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[CollectionDataContract(Name = "ParameterCollection", Namespace = XmlNamespaces.V5)]
[KnownType(nameof(GetKnownParameterTypes))]
public class ParameterCollection : DataCollection<string, object>
{
    public ParameterCollection() { }

    protected ParameterCollection(IDictionary<string, object> collection)
        : base(collection) { }

    public void AddOrUpdateIfNotNull(string key, object obj)
    {
        if (obj != null)
        {
            this[key] = obj;
        }
    }

    public bool TryGetValue<T>(string key, out T value)
    {
        if (base.TryGetValue(key, out var found) && found is T typed)
        {
            value = typed;
            return true;
        }

        value = default;
        return false;
    }

    private static IEnumerable<Type> GetKnownParameterTypes() => KnownTypes.OfParameters;
}
