using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[DataContract(Name = "ManagedProperty{0}", Namespace = XmlNamespaces.V5)]
[KnownType(typeof(BooleanManagedProperty))]
public abstract class ManagedProperty<T> : IExtensibleDataObject
{
    protected ManagedProperty()
        : this(null) { }

    protected ManagedProperty(string managedPropertyLogicalName)
    {
        CanBeChanged = true;
        ManagedPropertyLogicalName = managedPropertyLogicalName;
    }

    [DataMember]
    public T Value { get; set; }

    [DataMember]
    public bool CanBeChanged { get; set; }

    [DataMember]
    public string ManagedPropertyLogicalName { get; internal set; }

    public ExtensionDataObject ExtensionData { get; set; }
}
