namespace ProjectInvoice.Connector.Tests.Servers;

/// <summary>Codes with which the sides refuse in these tests. The connector passes them on and decides nothing by them.</summary>
internal static class CodesOfOthers
{
    /// <summary>Finance: another row is staged under the key.</summary>
    public const string KeyTaken = "PINV4002";

    /// <summary>Finance: a reference that is not set up.</summary>
    public const string ReferenceUnknown = "PINV4004";

    /// <summary>Finance: the contract is not set up.</summary>
    public const string ContractUnknown = "PINV4301";

    /// <summary>Plug-ins: the invoice is not confirmed.</summary>
    public const string NotConfirmed = "PINV1310";

    /// <summary>Plug-ins: another voucher was recorded before.</summary>
    public const string OtherVoucher = "PINV1402";

    /// <summary>Plug-ins: the posting is complete.</summary>
    public const string Complete = "PINV1413";
}
