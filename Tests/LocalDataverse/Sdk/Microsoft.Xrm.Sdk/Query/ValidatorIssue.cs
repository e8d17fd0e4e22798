using System.Collections.Generic;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Query;

[DataContract(Name = "ValidatorIssue", Namespace = XmlNamespaces.V9)]
public class ValidatorIssue
{
    [DataMember]
    public int TypeCode { get; set; }

    [DataMember]
    public int Severity { get; set; }

    [DataMember]
    public string LocalizedMessageText { get; set; }

    [DataMember]
    public Dictionary<string, string> OptionalPropertyBag { get; set; }
}
