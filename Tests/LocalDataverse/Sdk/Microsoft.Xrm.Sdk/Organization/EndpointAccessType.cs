using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Organization;

[DataContract(Name = "EndpointAccessType", Namespace = XmlNamespaces.V7)]
public enum EndpointAccessType
{
    [EnumMember]
    Default = 0,

    [EnumMember]
    Internet = 1,

    [EnumMember]
    Intranet = 2,
}
