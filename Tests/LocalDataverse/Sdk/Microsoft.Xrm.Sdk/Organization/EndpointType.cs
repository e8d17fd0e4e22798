using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Organization;

[DataContract(Name = "EndpointType", Namespace = XmlNamespaces.V7)]
public enum EndpointType
{
    [EnumMember]
    OrganizationService = 0,

    [EnumMember]
    OrganizationDataService = 1,

    [EnumMember]
    WebApplication = 2,
}
