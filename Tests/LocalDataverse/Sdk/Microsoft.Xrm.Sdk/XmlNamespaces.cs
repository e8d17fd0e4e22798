namespace Microsoft.Xrm.Sdk;

/// <summary>The XML namespaces of the data contracts, one for each version that added types.</summary>
internal static class XmlNamespaces
{
    public const string V5 = "http://schemas.microsoft.com/xrm/2011/Contracts";

    public const string V6 = "http://schemas.microsoft.com/xrm/2012/Contracts";

    public const string V7 = "http://schemas.microsoft.com/xrm/2014/Contracts";

    public const string V71 = "http://schemas.microsoft.com/xrm/7.1/Contracts";

    public const string V9 = "http://schemas.microsoft.com/xrm/9.0/Contracts";

    public const string Metadata = "http://schemas.microsoft.com/xrm/2011/Metadata";
}
