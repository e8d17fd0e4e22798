using System;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[DataContract(Name = "NewOrUpdatedItem", Namespace = XmlNamespaces.V71)]
public sealed class NewOrUpdatedItem : IChangedItem, IExtensibleDataObject
{
    [NonSerialized]
    private ExtensionDataObject extensionData;

    public NewOrUpdatedItem(ChangeType type, Entity entity)
    {
        Type = type;
        NewOrUpdatedEntity = entity;
    }

    [DataMember]
    public ChangeType Type { get; set; }

    [DataMember]
    public Entity NewOrUpdatedEntity { get; set; }

    public ExtensionDataObject ExtensionData
    {
        get => extensionData;
        set => extensionData = value;
    }
}
