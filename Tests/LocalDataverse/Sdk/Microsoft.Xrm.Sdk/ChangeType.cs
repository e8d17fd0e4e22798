using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[DataContract(Name = "ChangeType", Namespace = XmlNamespaces.V71)]
public enum ChangeType
{
    [EnumMember]
    NewOrUpdated = 0,

    [EnumMember]
    RemoveOrDeleted = 1,
}
