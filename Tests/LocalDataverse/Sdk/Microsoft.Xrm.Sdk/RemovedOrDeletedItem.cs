using System;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[DataContract(Name = "RemovedOrDeletedItem", Namespace = XmlNamespaces.V71)]
public sealed class RemovedOrDeletedItem : IChangedItem, IExtensibleDataObject
{
    [NonSerialized]
    private ExtensionDataObject extensionData;

    public RemovedOrDeletedItem(ChangeType type, EntityReference entityReference)
    {
        Type = type;
        RemovedItem = entityReference;
    }

    [DataMember]
    public ChangeType Type { get; set; }

    [DataMember]
    public EntityReference RemovedItem { get; set; }

    public ExtensionDataObject ExtensionData
    {
        get => extensionData;
        set => extensionData = value;
    }
}
