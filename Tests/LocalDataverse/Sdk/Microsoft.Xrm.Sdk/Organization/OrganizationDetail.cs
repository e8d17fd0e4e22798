using System;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Organization;

[DataContract(Name = "OrganizationDetail", Namespace = XmlNamespaces.V7)]
public class OrganizationDetail : IExtensibleDataObject
{
    private EndpointCollection endpoints;

    [DataMember]
    public Guid OrganizationId { get; set; }

    [DataMember]
    public string FriendlyName { get; set; }

    [DataMember]
    public string OrganizationVersion { get; set; }

    [DataMember]
    public string EnvironmentId { get; set; }

    [DataMember]
    public Guid DatacenterId { get; set; }

    [DataMember]
    public string Geo { get; set; }

    [DataMember]
    public string TenantId { get; set; }

    [DataMember]
    public string UrlName { get; set; }

    [DataMember]
    public string UniqueName { get; set; }

    [DataMember]
    public EndpointCollection Endpoints
    {
        get => endpoints ??= new EndpointCollection();
        set => endpoints = value;
    }

    [DataMember]
    public OrganizationState State { get; set; }

    public ExtensionDataObject ExtensionData { get; set; }
}
