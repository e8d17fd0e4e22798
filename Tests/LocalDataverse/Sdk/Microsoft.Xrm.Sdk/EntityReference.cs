using System;
using System.Linq;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[Serializable]
[DataContract(Name = "EntityReference", Namespace = XmlNamespaces.V5)]
public sealed class EntityReference : IExtensibleDataObject
{
    private KeyAttributeCollection keyAttributes;

    [NonSerialized]
    private ExtensionDataObject extensionData;

    public EntityReference() { }

    public EntityReference(string logicalName)
    {
        LogicalName = logicalName;
    }

    public EntityReference(string logicalName, Guid id)
    {
        LogicalName = logicalName;
        Id = id;
    }

    public EntityReference(string logicalName, string keyName, object keyValue)
    {
        LogicalName = logicalName;
        KeyAttributes.Add(keyName, keyValue);
    }

    public EntityReference(string logicalName, KeyAttributeCollection keyAttributeCollection)
    {
        LogicalName = logicalName;
        KeyAttributes = keyAttributeCollection;
    }

    [DataMember]
    public Guid Id { get; set; }

    [DataMember]
    public string LogicalName { get; set; }

    [DataMember]
    public string Name { get; set; }

    [DataMember]
    public KeyAttributeCollection KeyAttributes
    {
        get => keyAttributes ??= new KeyAttributeCollection();
        set => keyAttributes = value;
    }

    [DataMember]
    public string RowVersion { get; set; }

    public ExtensionDataObject ExtensionData
    {
        get => extensionData;
        set => extensionData = value;
    }

    public override bool Equals(object obj) =>
        obj is EntityReference other
        && Id == other.Id
        && LogicalName == other.LogicalName
        && KeyAttributes.Count == other.KeyAttributes.Count
        && KeyAttributes.All(key => other.KeyAttributes.TryGetValue(key.Key, out var value) && Equals(key.Value, value));

    // As in the SDK, the id has no part in it: a dictionary keyed by many references to one table is slow.
    public override int GetHashCode() => KeyAttributes.Aggregate(HashOf(LogicalName), (hash, key) => hash ^ HashOf(key.Key) ^ (key.Value?.GetHashCode() ?? 0));

    private static int HashOf(string name) => name is null ? 0 : StringComparer.Ordinal.GetHashCode(name);
}
