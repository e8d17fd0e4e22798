using System.Collections.Generic;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Query;

[DataContract(Name = "ValidateFetchXmlExpressionResult", Namespace = XmlNamespaces.V9)]
public sealed class ValidateFetchXmlExpressionResult : IExtensibleDataObject
{
    [DataMember]
    public string Helplink { get; set; } = "https://go.microsoft.com/fwlink/?linkid=2161205";

    [DataMember]
    public List<ValidatorIssue> Messages { get; set; }

    public ExtensionDataObject ExtensionData { get; set; }
}
