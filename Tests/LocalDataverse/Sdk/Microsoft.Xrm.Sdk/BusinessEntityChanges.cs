using System;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[DataContract(Name = "BusinessEntityChanges", Namespace = XmlNamespaces.V71)]
public sealed class BusinessEntityChanges : IExtensibleDataObject
{
    [NonSerialized]
    private ExtensionDataObject extensionData;

    [DataMember]
    public bool MoreRecords { get; set; }

    [DataMember]
    public string PagingCookie { get; set; }

    [DataMember]
    public string DataToken { get; set; }

    [DataMember]
    public BusinessEntityChangesCollection Changes { get; set; }

    [DataMember]
    public string GlobalMetadataVersion { get; set; }

    public ExtensionDataObject ExtensionData
    {
        get => extensionData;
        set => extensionData = value;
    }
}
