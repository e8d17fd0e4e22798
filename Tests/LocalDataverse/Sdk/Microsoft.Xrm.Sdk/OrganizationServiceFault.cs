using System;
using System.Globalization;
using System.Runtime.Serialization;
using System.Text;

namespace Microsoft.Xrm.Sdk;

[Serializable]
[DataContract(Name = "OrganizationServiceFault", Namespace = XmlNamespaces.V5)]
public class OrganizationServiceFault : BaseServiceFault
{
    [DataMember]
    public string TraceText { get; set; }

    [DataMember]
    public OrganizationServiceFault InnerFault { get; set; }

    [DataMember]
    internal string OriginalException { get; set; }

    [DataMember]
    internal string ExceptionSource { get; set; }

    [DataMember]
    internal bool ExceptionRetriable { get; set; }

    public override string ToString()
    {
        var text = new StringBuilder();
        for (var fault = this; fault != null; fault = fault.InnerFault)
        {
            text.AppendLine("Exception details: ")
                .AppendFormat(CultureInfo.InvariantCulture, "ErrorCode: 0x{0:X}", fault.ErrorCode)
                .AppendLine()
                .AppendFormat(CultureInfo.InvariantCulture, "Message: {0}", fault.Message)
                .AppendLine()
                .AppendFormat(CultureInfo.InvariantCulture, "TimeStamp: {0:yyyy-MM-ddTHH:mm:ss.fffffffZ}", fault.Timestamp)
                .AppendLine()
                .AppendLine("--");
        }

        return text.ToString();
    }
}
