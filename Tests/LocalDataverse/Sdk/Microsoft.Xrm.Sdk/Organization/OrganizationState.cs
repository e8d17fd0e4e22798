using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Organization;

[DataContract(Name = "OrganizationState", Namespace = XmlNamespaces.V7)]
public enum OrganizationState
{
    [EnumMember]
    Enabled = 0,

    [EnumMember]
    Disabled = 1,
}
