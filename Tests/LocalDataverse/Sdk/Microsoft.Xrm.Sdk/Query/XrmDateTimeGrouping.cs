using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Query;

[DataContract(Name = "DateTimeGroupingType", Namespace = XmlNamespaces.V5)]
public enum XrmDateTimeGrouping
{
    [EnumMember]
    None = 0,

    [EnumMember]
    Day = 1,

    [EnumMember]
    Week = 2,

    [EnumMember]
    Month = 3,

    [EnumMember]
    Quarter = 4,

    [EnumMember]
    Year = 5,

    [EnumMember]
    FiscalPeriod = 6,

    [EnumMember]
    FiscalYear = 7,
}
