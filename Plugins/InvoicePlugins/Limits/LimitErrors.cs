using InvoicePlugins.Dataverse;

namespace InvoicePlugins.Limits;

/// <summary>What not-to-exceed limits forbid (PINV10xx).</summary>
internal static class LimitErrors
{
    /// <summary>Somebody raised the invoice above what the contract allows.</summary>
    public static readonly ErrorCode Exceeded = new(
        1085,
        "The not-to-exceed limit {0} of {1} would be exceeded: {2} is billed, this invoice charges {3}, of which {4} was added or raised on it",
        "Set back what was added or raised, or have the limit raised"
    );

    /// <summary>A limit that cannot be compared.</summary>
    public static readonly ErrorCode InOtherCurrency = new(
        1086,
        "The not-to-exceed limit {0} is in another currency than the invoice, on which amounts were added or raised",
        "Have the limit corrected, or set back what was added or raised"
    );
}
