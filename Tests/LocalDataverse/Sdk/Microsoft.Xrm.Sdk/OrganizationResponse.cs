using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[DataContract(Name = "OrganizationResponse", Namespace = XmlNamespaces.V5)]
public class OrganizationResponse : IExtensibleDataObject
{
    private ParameterCollection results;

    [DataMember]
    public string ResponseName { get; set; }

    [DataMember]
    public ParameterCollection Results
    {
        get => results ??= new ParameterCollection();
        set => results = value;
    }

    public ExtensionDataObject ExtensionData { get; set; }

    public object this[string parameterName]
    {
        get => Results[parameterName];
        set => Results[parameterName] = value;
    }

    internal T Get<T>(string parameterName) => Results.Contains(parameterName) ? (T)Results[parameterName] : default;
}
