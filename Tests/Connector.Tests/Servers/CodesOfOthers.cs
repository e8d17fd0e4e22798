namespace ProjectInvoice.Connector.Tests.Servers;

/// <summary>Codes with which the sides refuse in these tests. The connector passes them on and decides nothing by them.</summary>
internal static class CodesOfOthers
{
    /// <summary>Finance: another row is staged under the key.</summary>
    public const string KeyTaken = "PINV4002";

    /// <summary>Finance: a transaction type or class that it does not book.</summary>
    public const string OutOfScope = "PINV4004";

    /// <summary>Finance: the contract is not set up.</summary>
    public const string ContractUnknown = "PINV4017";

    /// <summary>Finance: nothing of this name was posted.</summary>
    public const string NoPosting = "PINV4254";

    /// <summary>Plug-ins: the invoice is not confirmed.</summary>
    public const string NotConfirmed = "PINV1310";

    /// <summary>Plug-ins: the posting is none of this actual.</summary>
    public const string OtherVoucher = "PINV1408";

    /// <summary>Plug-ins: the posting is complete.</summary>
    public const string Complete = "PINV1413";
}
